/** Whole documents as plain values, for whoever puts objects together from files: templates, patches, lists of anything. */
import { declared } from "../query/query.ts";
import type { Path } from "../value/path.ts";
import type { Value } from "../value/value.ts";
import type { DocId } from "./identity.ts";

/** One document of a file, in the order of the file; empty ones are left out. */
export type WholeDocument =
  | {
      readonly value: Value;
      /** The resources in it, with the path of each one's root: several in a List, none where nothing says what it is. */
      readonly resources: readonly { readonly id: DocId; readonly root: Path }[];
      /** Only apiVersion, kind, name and namespace are there. */
      readonly outline?: true;
    }
  | { readonly problem: string };

/** All documents of a file, by FileId; undefined when the file is not there. Given its function by the analysis. */
export const documentsOf = declared<readonly WholeDocument[] | undefined>("wholeDocuments");

/** The same, of CustomResourceDefinitions the outline alone: they are most of what there is to parse, and connect nothing. */
export const outlinesOf = declared<readonly WholeDocument[] | undefined>("outlinedDocuments");

/** Documents of a text that stands inside another one (an inline patch, say), by the text itself. */
export const documentsIn = declared<readonly WholeDocument[]>("embeddedDocuments");

/** The text of a file that is a manifest of the workspace, by FileId; undefined when it is none or not there. */
export const textOfFile = declared<string | undefined>("textOfFile");
