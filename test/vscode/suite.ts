// The suite's door: VS Code calls run() inside its extension host. What was found goes into the file that
// PORTOLAN_SUITE_REPORT names, since a workbench in a browser has no other way to say it.

import { writeFileSync } from "node:fs";
import { version } from "vscode";

interface Failure {
  readonly title: string;
  readonly error: string;
}

export async function run(): Promise<void> {
  const report = await runMocha().catch((error: unknown) => ({
    passed: 0,
    failed: 1,
    failures: [{ title: "the suite", error: describe(error) }],
  }));
  const file = process.env["PORTOLAN_SUITE_REPORT"];
  if (file !== undefined) writeFileSync(file, JSON.stringify({ version, ...report }));
  if (report.failed > 0) throw new Error(`${report.failed} failed`);
}

async function runMocha() {
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({ ui: "tdd", timeout: 60_000 });
  // Mocha defines its `suite` and `test` at this event, and the files are read only then.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  const folder = process.env["PORTOLAN_SUITE_FOLDER"];
  if (folder === "untrusted") await import("./untrusted.test.ts");
  else if (folder === "virtual") await import("./virtual.test.ts");
  else await importAll();
  const failures: Failure[] = [];
  let passed = 0;
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on("pass", () => {
        passed += 1;
      })
      .on("fail", (test, error) => {
        failures.push({ title: test.fullTitle(), error: describe(error) });
      });
  });
  return { passed, failed: failures.length, failures };
}

async function importAll(): Promise<void> {
  await import("./activation.test.ts");
  await import("./editing.test.ts");
  await import("./names.test.ts");
  await import("./resolve.test.ts");
  await import("./restart.test.ts");
  await import("./rulePage.test.ts");
  await import("./settings.test.ts");
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
