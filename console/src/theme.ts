// Light or dark: as the system says, until somebody chooses.

const KEPT = "termin-sync.theme";

function apply(theme: string | null): void {
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

apply(localStorage.getItem(KEPT));

export function switchTheme(): void {
  const isDark =
    document.documentElement.dataset.theme === "dark" ||
    (document.documentElement.dataset.theme === undefined &&
      matchMedia("(prefers-color-scheme: dark)").matches);
  const next = isDark ? "light" : "dark";
  localStorage.setItem(KEPT, next);
  apply(next);
}
