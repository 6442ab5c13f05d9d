/** What a field means wherever it stands: data, in our own words and Markdown, without a word of the user's. */
import { input } from "../../../query/query.ts";
import type { Page } from "../../markdown.ts";

export interface FieldText {
  /** In one line, bold. */
  readonly answer: string;
  /** What may be written. */
  readonly values?: string;
  /** What holds when nothing is written. */
  readonly fallback?: string;
  /** What older servers say instead, by the minor version of 1.x that changed it. */
  readonly before?: Readonly<Record<string, Pick<FieldText, "values" | "fallback">>>;
  /** What surprises people. */
  readonly mind?: readonly string[];
  /** Another answer where one of these values is written; what it leaves out is as above. */
  readonly when?: Readonly<Record<string, Pick<FieldText, "answer" | "mind"> & { readonly page?: Page }>>;
  readonly page: Page;
}

/** By pattern: the path as the API server prints it, list indexes left out (`spec.ports[].appProtocol`). */
export type FieldTexts = Readonly<Record<string, FieldText>>;

/** The texts of all kinds. They are data, read when the first card of a field is asked for. */
export interface FieldBook {
  readonly service: FieldTexts;
  /** Whatever makes pods. */
  readonly workload: FieldTexts;
  /** What a StatefulSet has besides. */
  readonly statefulSet: FieldTexts;
  readonly ingress: FieldTexts;
  readonly policy: FieldTexts;
  readonly endpoints: FieldTexts;
  readonly endpointSlice: FieldTexts;
  readonly ingressClass: FieldTexts;
  readonly namespace: FieldTexts;
  readonly gateway: FieldTexts;
  /** Any kind of route of the Gateway API. */
  readonly gatewayRoute: FieldTexts;
}

/** By the one key `""`; undefined until somebody has read them. */
export const fieldBook = input<FieldBook | undefined>("fieldBook", undefined);
