// A native <dialog>, open as long as it is there; focus goes back to where it came from: `<dialog {@attach modal}>`.

export function modal(element: HTMLDialogElement): () => void {
  const cameFrom = document.activeElement;
  element.showModal();
  return () => {
    element.close();
    if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
  };
}
