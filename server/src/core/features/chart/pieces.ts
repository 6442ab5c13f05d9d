/** The piece of a resource, remembered: what it adds to a chart, findings apart. */
import { query } from "../../query/query.ts";
import { gatewayPiece } from "./gateway.ts";
import { NOTHING, type Piece } from "./piece.ts";
import { routePiece } from "./route.ts";
import { servicePiece } from "./service.ts";
import { strayPiece } from "./stray.ts";
import { unreadPiece } from "./unread.ts";
import { viewOf } from "./view.ts";
import { workloadPiece } from "./workload.ts";

/** By (unit, resource). */
export const pieceOf = query<Piece>("chartPiece", (db, key) => {
  const view = viewOf(db, key);
  if (!view) return NOTHING;
  switch (view.resource.spec.family) {
    case "service":
      return servicePiece(view);
    case "workload":
      return workloadPiece(view);
    case "endpoints":
      return strayPiece(view);
    case "gateway":
      return gatewayPiece(view);
    case "ingress":
    case "route":
      return routePiece(view);
    case "opaque":
      return unreadPiece(view);
    default:
      return NOTHING;
  }
});
