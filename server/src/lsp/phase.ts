/** How far the conversation has come: before its first word and after its last one the protocol refuses every question. */
import { ErrorCodes, ResponseError } from "vscode-languageserver";

export interface Phase {
  /** The first word was said; false when it had been said before. */
  begin(): boolean;
  /** The last word was said. */
  end(): void;
  /** Between the two. What is told outside of it is not heard. */
  isOpen(): boolean;
  /** Why no question is answered now. */
  refusal(): ResponseError<void> | undefined;
}

export function createPhase(): Phase {
  let now: "before" | "open" | "over" = "before";
  return {
    begin() {
      const isFirst = now === "before";
      if (isFirst) now = "open";
      return isFirst;
    },
    end() {
      now = "over";
    },
    isOpen: () => now === "open",
    refusal() {
      if (now === "open") return undefined;
      return now === "before"
        ? new ResponseError(ErrorCodes.ServerNotInitialized, "not initialized yet")
        : new ResponseError(ErrorCodes.InvalidRequest, "shut down");
    },
  };
}
