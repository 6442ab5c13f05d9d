/** What goes on between one panel's page, the language server and the editor, from the panel's making to its end. */
import { Disposable, type WebviewPanel } from "vscode";
import type { ChartOf } from "../../../server/src/lsp/messages.ts";
import { type ChartRequest, requestOf } from "../../webview/messages.ts";
import type { Session } from "../session.ts";
import { onCursor, placeOfCursor } from "./cursor.ts";
import { createLink, type Link, type Place } from "./link.ts";
import { copy, mend, openSource, restart, save, showLog } from "./requests.ts";

export interface Conversation {
  readonly show: (wanted: Wanted) => void;
}

/** A chart that is asked for: of which unit, and what in it is to be selected. */
export interface Wanted {
  readonly of?: ChartOf;
  readonly place?: Place;
}

interface Talk {
  readonly session: Session;
  readonly panel: WebviewPanel;
  readonly link: Link;
  /** There is a page that listens. */
  ready: boolean;
  follows: boolean;
  /** What is shown as soon as there is one. */
  wanted: Wanted | undefined;
}

export function startConversation(panel: WebviewPanel, session: Session, wanted: Wanted): Conversation {
  const link = createLink(session, (message) => void panel.webview.postMessage(message));
  const talk: Talk = { session, panel, link, ready: false, follows: true, wanted };
  const listeners = Disposable.from(
    panel.webview.onDidReceiveMessage(async (data: unknown) => {
      const request = requestOf(data);
      if (request) await answer(request, talk);
    }),
    panel.onDidChangeViewState(() => {
      // A page that is not seen is gone; the next one says that it is ready.
      if (!panel.visible) talk.ready = false;
    }),
    session.onJudged(async () => {
      if (talk.ready) await link.refresh();
    }),
    session.onStopped(link.stopped),
    onCursor(async (place) => {
      if (talk.ready && talk.follows) await link.follow(place);
    }),
  );
  panel.onDidDispose(() => listeners.dispose());
  return {
    show: async (next) => {
      if (talk.ready) await show(talk, next);
      else talk.wanted = next;
    },
  };
}

async function show({ link, follows }: Talk, { of, place }: Wanted): Promise<void> {
  await link.refresh(of);
  const cursor = placeOfCursor();
  if (place) await link.go(place);
  else if (follows && cursor) await link.follow(cursor);
}

async function begin(talk: Talk): Promise<void> {
  const { wanted = {} } = talk;
  talk.ready = true;
  talk.wanted = undefined;
  talk.link.forget();
  await show(talk, wanted);
}

async function answer(request: ChartRequest, talk: Talk): Promise<void> {
  const { session, link, panel } = talk;
  switch (request.type) {
    case "ready":
      talk.follows = request.follow;
      return begin(talk);
    case "unit":
      return link.refresh({ unit: request.unit });
    case "details":
      return link.tellDetails(request.node);
    case "open":
      return openSource(request, session, link, panel);
    case "fix":
      return mend(request, session, link);
    case "copy":
      return copy(request);
    case "follow":
      talk.follows = request.on;
      return;
    case "export":
      return save(request);
    case "restart":
      return restart();
    case "showLog":
      return showLog();
  }
}
