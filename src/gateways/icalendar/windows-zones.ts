// Windows zone names, and the display names that Outlook writes in their place, to IANA names.
import windowsIana from "windows-iana";
import type { WindowsZones } from "../../core/time/zones.ts";

/**
 * Display names without their leading `(UTC+01:00)`, as Windows shows them in English and German, to the Windows name. Older
 * and newer Windows list different cities for one zone, so that a zone may stand here several times.
 */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  "Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna": "W. Europe Standard Time",
  "Amsterdam, Berlin, Bern, Rom, Stockholm, Wien": "W. Europe Standard Time",
  "Mitteleuropäische Zeit": "W. Europe Standard Time",
  "Belgrade, Bratislava, Budapest, Ljubljana, Prague": "Central Europe Standard Time",
  "Belgrad, Bratislava, Budapest, Ljubljana, Prag": "Central Europe Standard Time",
  "Brussels, Copenhagen, Madrid, Paris": "Romance Standard Time",
  "Brüssel, Kopenhagen, Madrid, Paris": "Romance Standard Time",
  "Sarajevo, Skopje, Warsaw, Zagreb": "Central European Standard Time",
  "Sarajevo, Skopje, Warschau, Zagreb": "Central European Standard Time",
  "West Central Africa": "W. Central Africa Standard Time",
  "Dublin, Edinburgh, Lisbon, London": "GMT Standard Time",
  "Dublin, Edinburgh, Lissabon, London": "GMT Standard Time",
  "Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London": "GMT Standard Time",
  "Monrovia, Reykjavik": "Greenwich Standard Time",
  Casablanca: "Morocco Standard Time",
  "Athens, Bucharest": "GTB Standard Time",
  "Athens, Bucharest, Istanbul": "GTB Standard Time",
  "Athens, Istanbul, Minsk": "GTB Standard Time",
  "Athen, Bukarest": "GTB Standard Time",
  "Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius": "FLE Standard Time",
  "Helsinki, Kiew, Riga, Sofia, Tallinn, Wilna": "FLE Standard Time",
  Istanbul: "Turkey Standard Time",
  Jerusalem: "Israel Standard Time",
  Cairo: "Egypt Standard Time",
  Beirut: "Middle East Standard Time",
  "Harare, Pretoria": "South Africa Standard Time",
  "Moscow, St. Petersburg": "Russian Standard Time",
  "Moscow, St. Petersburg, Volgograd": "Russian Standard Time",
  "Moskau, St. Petersburg": "Russian Standard Time",
  Minsk: "Belarus Standard Time",
  "Kuwait, Riyadh": "Arab Standard Time",
  Baghdad: "Arabic Standard Time",
  Nairobi: "E. Africa Standard Time",
  Tehran: "Iran Standard Time",
  "Abu Dhabi, Muscat": "Arabian Standard Time",
  Baku: "Azerbaijan Standard Time",
  Yerevan: "Caucasus Standard Time",
  Tbilisi: "Georgian Standard Time",
  Kabul: "Afghanistan Standard Time",
  "Islamabad, Karachi": "Pakistan Standard Time",
  Ekaterinburg: "Ekaterinburg Standard Time",
  "Chennai, Kolkata, Mumbai, New Delhi": "India Standard Time",
  Kathmandu: "Nepal Standard Time",
  Dhaka: "Bangladesh Standard Time",
  "Bangkok, Hanoi, Jakarta": "SE Asia Standard Time",
  "Beijing, Chongqing, Hong Kong, Urumqi": "China Standard Time",
  "Kuala Lumpur, Singapore": "Singapore Standard Time",
  Taipei: "Taipei Standard Time",
  Perth: "W. Australia Standard Time",
  "Osaka, Sapporo, Tokyo": "Tokyo Standard Time",
  Seoul: "Korea Standard Time",
  Adelaide: "Cen. Australia Standard Time",
  Darwin: "AUS Central Standard Time",
  Brisbane: "E. Australia Standard Time",
  "Canberra, Melbourne, Sydney": "AUS Eastern Standard Time",
  Hobart: "Tasmania Standard Time",
  Vladivostok: "Vladivostok Standard Time",
  "Auckland, Wellington": "New Zealand Standard Time",
  Fiji: "Fiji Standard Time",
  Azores: "Azores Standard Time",
  "Cabo Verde Is.": "Cape Verde Standard Time",
  Brasilia: "E. South America Standard Time",
  "Buenos Aires": "Argentina Standard Time",
  "City of Buenos Aires": "Argentina Standard Time",
  Greenland: "Greenland Standard Time",
  Newfoundland: "Newfoundland Standard Time",
  "Atlantic Time (Canada)": "Atlantic Standard Time",
  Santiago: "Pacific SA Standard Time",
  Caracas: "Venezuela Standard Time",
  "Eastern Time (US & Canada)": "Eastern Standard Time",
  "Indiana (East)": "US Eastern Standard Time",
  "Bogota, Lima, Quito": "SA Pacific Standard Time",
  "Bogota, Lima, Quito, Rio Branco": "SA Pacific Standard Time",
  "Central Time (US & Canada)": "Central Standard Time",
  "Central America": "Central America Standard Time",
  "Guadalajara, Mexico City, Monterrey": "Central Standard Time (Mexico)",
  Saskatchewan: "Canada Central Standard Time",
  "Mountain Time (US & Canada)": "Mountain Standard Time",
  Arizona: "US Mountain Standard Time",
  "Pacific Time (US & Canada)": "Pacific Standard Time",
  "Pacific Time (US & Canada); Tijuana": "Pacific Standard Time",
  "Baja California": "Pacific Standard Time (Mexico)",
  Alaska: "Alaskan Standard Time",
  Hawaii: "Hawaiian Standard Time",
  "Midway Island, Samoa": "Samoa Standard Time",
};

/** Keys in lower case, as `resolveTimeZone` wants them. */
export const WINDOWS_ZONES: WindowsZones = collect();

function collect(): Map<string, string> {
  const zones = new Map<string, string>();
  for (const { windowsName, territory, iana } of windowsIana.WINDOWS_TO_IANA_MAP) {
    const first = iana[0];
    // Territory 001 is the zone's main place.
    if (first !== undefined && territory === "001") zones.set(windowsName.toLowerCase(), first);
  }
  for (const [display, windowsName] of Object.entries(DISPLAY_NAMES)) {
    const iana = zones.get(windowsName.toLowerCase());
    if (iana !== undefined) zones.set(display.toLowerCase(), iana);
  }
  return zones;
}
