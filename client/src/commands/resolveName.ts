import { commands, Disposable, QuickPickItemKind, window } from "vscode";
import type {
  AskersAnswer,
  AskersParams,
  ClientCommands,
  ResolveAnswer,
  ResolveParams,
} from "../../../server/src/lsp/messages.ts";
import { placeOfCursor } from "../chart/cursor.ts";
import type { Session } from "../session.ts";
import { createSheets } from "../sheets.ts";

type Workload = AskersAnswer["workloads"][number];

/** Shows what a pod gets for a name: for the one of a code action, else it asks whose pods look up what. */
export function resolveName(session: Session): Disposable {
  const ask = (question: ResolveParams) => session.ask<ResolveAnswer | null>("portolan/resolve", question);
  const sheets = createSheets(session, {
    scheme: "portolan-resolve",
    text: async ({ name = "", from = "", unit = "" }) => {
      const answer = await ask({ name, from, unit });
      return answer?.text ?? "The workload that asks is not there any more.\n";
    },
  });
  return Disposable.from(
    sheets,
    commands.registerCommand(
      "portolan.resolveName",
      async (...args: ClientCommands["portolan.resolveName"] | []) => {
        const question = args[0] ?? (await chosenQuestion(session));
        const answer = question ? await ask(question) : undefined;
        if (!question || answer === undefined) return;
        if (answer === null)
          await window.showInformationMessage("The workload that asks is not there any more.");
        else await sheets.open(answer.title, { ...question });
      },
    ),
  );
}

/** Undefined when the person thinks better of it. */
async function chosenQuestion(session: Session): Promise<ResolveParams | undefined> {
  const params: AskersParams = placeOfCursor() ?? {};
  const { name: near, workloads } = await session.ask<AskersAnswer>("portolan/askers", params);
  if (workloads.length === 0) {
    await window.showInformationMessage("There is no workload here whose pods could look up a name.");
    return undefined;
  }
  const chosen = await window.showQuickPick(itemsOf(workloads), {
    placeHolder: "Whose pods look up the name?",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const workload = chosen?.workload;
  const name = workload && (await typedName(workload, near ?? ""));
  return name ? { name, from: workload.resource, unit: workload.unit } : undefined;
}

interface Item {
  readonly label: string;
  readonly kind?: QuickPickItemKind;
  readonly description?: string;
  readonly workload?: Workload;
}

/** Where several units hold the same workloads, each is told by its unit. */
function itemsOf(workloads: readonly Workload[]): readonly Item[] {
  const isOneUnit = new Set(workloads.map(({ unit }) => unit)).size === 1;
  const item = (workload: Workload): Item => {
    const { kind, namespace, name, unitName } = workload;
    const where = namespace === "" ? [] : [`namespace ${namespace}`];
    const unit = isOneUnit ? [] : [unitName];
    return { label: name, description: [kind, ...where, ...unit].join(" · "), workload };
  };
  const near = workloads.filter((each) => each.near).map(item);
  const others = workloads.filter((each) => !each.near).map(item);
  if (near.length === 0 || others.length === 0) return [...near, ...others];
  return [heading("here"), ...near, heading("all"), ...others];
}

function heading(label: string): Item {
  return { label, kind: QuickPickItemKind.Separator };
}

async function typedName({ kind, name }: Workload, near: string): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: `Resolve a name from ${kind} ${name}`,
    prompt: "As a program in it would write it: cart, cart.shop, www.example.org",
    value: near,
  });
  return typed?.trim();
}
