// Where in the console one is: path and filters live in the address, so that a link leads back.

export const place = $state({ path: location.pathname, query: new URLSearchParams(location.search) });

function read(): void {
  place.path = location.pathname;
  place.query = new URLSearchParams(location.search);
}

addEventListener("popstate", read);

export function go(to: string): void {
  history.pushState(null, "", to);
  read();
  scrollTo(0, 0);
}

/** Changes filters without a new step in the history. */
export function refine(changes: Readonly<Record<string, string | null>>): void {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") query.delete(key);
    else query.set(key, value);
  }
  const search = query.toString();
  history.replaceState(null, "", `${location.pathname}${search === "" ? "" : `?${search}`}`);
  read();
}

/** For links: leaves clicks with a modifier to the browser. */
export function follow(event: MouseEvent): void {
  const link = event.currentTarget as HTMLAnchorElement;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(`${link.pathname}${link.search}`);
}
