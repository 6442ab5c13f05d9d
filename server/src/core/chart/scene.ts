/**
 * A chart as shapes and text with places on a plane, in CSS pixels at 100 %: what both printers draw (SVG in a file, SVG in the
 * webview). A scene says *what* each shape is (its tone, its state), never a colour: themes decide.
 */
import type { ChartEdge, ChartNode, Column, Glyph, Problems } from "./graph.ts";

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly SceneColumn[];
  readonly bands: readonly SceneBand[];
  readonly cards: readonly SceneCard[];
  /** In the order in which they are painted: those with words last. */
  readonly edges: readonly SceneEdge[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Text that was cut to fit; `whole` for a title on hover and for what is read aloud. */
export interface Line {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly text: string;
  readonly whole: string;
  readonly anchor: "start" | "middle" | "end";
}

export interface SceneColumn {
  readonly column: Column;
  readonly title: Line;
}

export interface SceneBand extends Box {
  readonly namespace: string;
  readonly folded: boolean;
  readonly title: Line;
  readonly summary: Line;
  readonly problems: Problems;
  /** A ground of its own for the workloads that no Service leads to, when there are enough to stand together. */
  readonly shelf: (Box & { readonly title: Line }) | undefined;
}

export interface SceneCard extends Box {
  /** The node's id. */
  readonly id: string;
  readonly column: Column;
  readonly namespace: string | undefined;
  readonly shape: "card" | "pill" | "cloud";
  readonly glyph: Glyph;
  readonly kind: ChartNode["kind"];
  readonly state: ChartNode["state"];
  readonly readiness: ChartNode["readiness"];
  readonly title: Line;
  readonly subtitle: Line;
  readonly rows: readonly SceneRow[];
  readonly problems: Problems;
  /** Where edges dock that meet no row: y from the plane's top; and whether any does, left and right. */
  readonly dock: { readonly y: number; readonly left: boolean; readonly right: boolean };
  /** The nodes that arrow keys go to from here; undefined at the edge. */
  readonly next: {
    readonly left?: string;
    readonly right?: string;
    readonly up?: string;
    readonly down?: string;
  };
}

export interface SceneRow {
  readonly id: string;
  /** Of its top; handles stand at half its height. */
  readonly y: number;
  readonly height: number;
  readonly text: Line;
  readonly problems: Problems;
  /** Handles where edges dock. */
  readonly left: boolean;
  readonly right: boolean;
}

export interface SceneEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly state: ChartEdge["state"];
  /** Nothing of it is drawn outside. */
  readonly extent: Box;
  /** The `d` of an SVG path: absolute M, H, V, L and C only. */
  readonly path: string;
  /** How it goes on behind the mark of a broken one, to where it would have led; drawn dotted. */
  readonly beyond: string | undefined;
  /** Where a broken edge ends in ✕, and an unknown one in ?. */
  readonly mark: { readonly x: number; readonly y: number } | undefined;
  readonly label: SceneLabel | undefined;
  readonly reason: SceneLabel | undefined;
}

/** Text on or under an edge, and the box it needs: nothing else is written there. */
export interface SceneLabel extends Line {
  readonly box: Box;
}
