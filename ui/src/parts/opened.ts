// Where the page scrolls to when something is opened in it.

/** What was opened comes into view: with all of the explained error it belongs to where there is room for it. */
export function showOpened(opened: HTMLElement): void {
  const room = document.querySelector("main")?.clientHeight ?? innerHeight;
  const error = opened.closest<HTMLElement>("[data-problem]");
  const shown = error && error.offsetHeight <= Math.min(room, innerHeight) ? error : opened;
  shown.scrollIntoView?.({ block: "nearest" });
}
