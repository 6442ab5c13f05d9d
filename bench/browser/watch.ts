/** Watches a page from the outside: how long until a frame stands, and what its thread did until then. */
import type { CDPSession, Page } from "playwright-core";
import type { HostMessage } from "../../client/webview/messages.ts";
import type { Figure } from "./figures.ts";

export interface Watch {
  /** Tells the page something, as the editor would. */
  readonly tell: (message: HostMessage) => Promise<Figure>;
  /** Clicks what a selector finds first. */
  readonly click: (selector: string) => Promise<Figure>;
  /** What the browser alone needs for `count` rectangles in a document of their own: the measure of the machine. */
  readonly yardstick: (count: number) => Promise<Figure>;
  /** Does a step before each frame, so many times; the time between frames, and what the thread did in one on average. */
  readonly frames: (step: "pan" | "zoom", count: number) => Promise<Frames>;
}

export interface Frames {
  readonly between: readonly number[];
  readonly cpu: number;
}

export async function watch(page: Page): Promise<Watch> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.evaluate(installProbes);
  const measured = async (act: () => Promise<number>): Promise<Figure> => {
    const before = await busy(session);
    const wall = await act();
    return { wall, cpu: (await busy(session)) - before };
  };
  const probe = <T>(name: string, ...given: readonly unknown[]): Promise<T> =>
    page.evaluate(([probeName, values]) => Reflect.get(window, "probes")[probeName](...values), [
      name,
      given,
    ] as const);
  return {
    tell: async (message) => {
      // What the editor would hand over is there before the clock runs.
      await probe("hold", message);
      return measured(() => probe("tell"));
    },
    click: (selector) => measured(() => probe("click", selector)),
    yardstick: (count) => measured(() => probe("yardstick", count)),
    frames: async (step, count) => {
      const before = await busy(session);
      const between = await probe<readonly number[]>("frames", step, count);
      return { between, cpu: ((await busy(session)) - before) / count };
    },
  };
}

/** Milliseconds that the page's thread was in a task since it began. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
}

/** Runs in the page. A frame is painted when the first task behind its callbacks runs. */
function installProbes(): void {
  const painted = () =>
    new Promise<void>((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        port2.postMessage(undefined);
      });
    });
  const until = async (act: () => void | Promise<void>) => {
    const start = performance.now();
    await act();
    await painted();
    return performance.now() - start;
  };
  const steps = {
    pan: (scroller: Element, at: number) => scroller.scrollBy({ left: 0, top: at % 60 < 30 ? 60 : -60 }),
    zoom: (scroller: Element, at: number) => {
      const { left, top, width, height } = scroller.getBoundingClientRect();
      const deltaY = at % 40 < 20 ? 12 : -12;
      const place = { clientX: left + width / 2, clientY: top + height / 2 };
      scroller.dispatchEvent(
        new WheelEvent("wheel", { ctrlKey: true, deltaY, ...place, bubbles: true, cancelable: true }),
      );
    },
  };
  let held: unknown;
  Reflect.set(window, "probes", {
    hold: (message: unknown) => {
      held = message;
    },
    // The page hears a message in a task of its own, before the one that waits here.
    tell: () =>
      until(
        () =>
          new Promise((heard) => {
            window.addEventListener("message", () => heard(), { once: true });
            window.postMessage(held, "*");
          }),
      ),
    click: (selector: string) =>
      until(() => {
        document.querySelector(selector)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      }),
    yardstick: (count: number) =>
      until(() => {
        const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        for (let i = 0; i < count; i++) {
          const rectangle = document.createElementNS("http://www.w3.org/2000/svg", "rect");
          for (const [name, value] of Object.entries({ x: i % 900, y: i % 700, width: 40, height: 20 }))
            rectangle.setAttribute(name, String(value));
          svg.append(rectangle);
        }
        svg.setAttribute("width", "1000");
        svg.setAttribute("height", "700");
        svg.setAttribute("class", "yardstick");
        document.body.prepend(svg);
      }).finally(() => document.querySelector(".yardstick")?.remove()),
    frames: async (step: keyof typeof steps, count: number) => {
      const scroller = document.querySelector(".scroller");
      const between: number[] = [];
      let last = performance.now();
      for (let at = 0; at < count; at++) {
        if (scroller) steps[step](scroller, at);
        await painted();
        const now = performance.now();
        between.push(now - last);
        last = now;
      }
      return between;
    },
  });
}
