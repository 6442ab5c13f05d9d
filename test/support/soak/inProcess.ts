/** A server in this process, and a client that speaks to it through streams. */
import { PassThrough } from "node:stream";
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { createAnalysis } from "../../../server/src/core/analysis.ts";
import { book } from "../../../server/src/core/features/cards/fields/book.ts";
import type { Disk } from "../../../server/src/host/disk.ts";
import { startServer } from "../../../server/src/lsp/server.ts";
import { type Client, startClient } from "./client.ts";

/** Nobody here waits to think. */
const IDLE_MILLISECONDS = 10;

export async function startInProcess(disk: Disk, folder: string, settings: object = {}): Promise<Client> {
  const up = new PassThrough();
  const down = new PassThrough();
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  startServer(server, {
    analysis: createAnalysis(),
    disk,
    version: "0.0.0",
    fieldBook: async () => book,
    idleMilliseconds: IDLE_MILLISECONDS,
  });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  return startClient(connection, folder, settings, async () => {
    await connection.sendRequest("shutdown");
    connection.dispose();
    server.dispose();
  });
}
