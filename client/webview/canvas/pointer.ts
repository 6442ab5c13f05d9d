/** What the mouse, a pen or a finger does on the plane: clicks, double clicks, drags that pan, a wheel that zooms. */
import { STEP } from "../camera.ts";
import type { Point } from "./stage.ts";

export interface PointerAnswers {
  readonly click: (event: MouseEvent) => void;
  readonly doubleClick: (event: MouseEvent) => void;
  readonly zoom: (factor: number, at: Point) => void;
}

/** Farther than so, in pixels, a press is a drag and no click. */
const DRAG = 4;
/** Pixels of a wheel that make one step of zoom. */
const NOTCH = 100;

export function listenToPointer(scroller: HTMLElement, events: PointerAnswers): void {
  let dragged = false;
  scroller.addEventListener("pointerdown", (down) => {
    dragged = false;
    if (down.button > 1 || down.pointerType === "touch" || isScrollbar(scroller, down)) return;
    const { scrollLeft, scrollTop } = scroller;
    const move = (event: PointerEvent) => {
      const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
      if (!dragged && Math.hypot(x, y) < DRAG) return;
      // Captured only now: a captured press would no longer be a click on what is under it.
      if (!dragged) scroller.setPointerCapture(down.pointerId);
      dragged = true;
      scroller.classList.add("is-dragged");
      scroller.scrollTo({ left: scrollLeft - x, top: scrollTop - y, behavior: "instant" });
    };
    const end = () => {
      scroller.removeEventListener("pointermove", move);
      scroller.classList.remove("is-dragged");
    };
    scroller.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) scroller.addEventListener(name, end, { once: true });
  });
  scroller.addEventListener("click", (event) => {
    if (!dragged) events.click(event);
  });
  scroller.addEventListener("dblclick", (event) => {
    if (!dragged) events.doubleClick(event);
  });
  listenToWheel(scroller, events);
}

function isScrollbar(scroller: HTMLElement, { clientX, clientY }: PointerEvent): boolean {
  const { left, top } = scroller.getBoundingClientRect();
  return clientX - left >= scroller.clientWidth || clientY - top >= scroller.clientHeight;
}

/** With Ctrl or ⌘ (a pinch on a trackpad comes as Ctrl) a wheel zooms; without, the browser scrolls. */
function listenToWheel(scroller: HTMLElement, { zoom }: PointerAnswers): void {
  scroller.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 40 : event.deltaY;
      // A pinch sends many small steps, a wheel few large ones.
      const steps = Math.max(-1, Math.min(1, (-pixels / NOTCH) * (event.ctrlKey ? 2 : 1)));
      zoom(STEP ** steps, { x: event.clientX, y: event.clientY });
    },
    { passive: false },
  );
}
