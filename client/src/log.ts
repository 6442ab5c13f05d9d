// The output channel. What it shows is governed by the extension's settings: `portolan.logLevel` for the server's
// lines, `portolan.trace.server` for the messages themselves, which the client library writes only at level Trace.

import { type Disposable, EventEmitter, LogLevel, type LogOutputChannel, window, workspace } from "vscode";

const LEVELS: Readonly<Record<string, LogLevel>> = {
  error: LogLevel.Error,
  warning: LogLevel.Warning,
  info: LogLevel.Info,
  debug: LogLevel.Debug,
};

function configuredLevel(): LogLevel {
  const settings = workspace.getConfiguration("portolan");
  if (settings.get<string>("trace.server", "off") !== "off") return LogLevel.Trace;
  return LEVELS[settings.get<string>("logLevel", "info")] ?? LogLevel.Info;
}

export function createLog(subscriptions: Disposable[]): LogOutputChannel {
  const channel = window.createOutputChannel("Portolan", { log: true });
  const changed = new EventEmitter<LogLevel>();
  const watcher = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("portolan")) changed.fire(configuredLevel());
  });
  subscriptions.push(channel, changed, watcher);
  const passes = (level: LogLevel) => configuredLevel() <= level;
  return {
    name: channel.name,
    get logLevel() {
      return configuredLevel();
    },
    onDidChangeLogLevel: changed.event,
    append: (text) => channel.append(text),
    appendLine: (text) => channel.appendLine(text),
    replace: (text) => channel.replace(text),
    clear: () => channel.clear(),
    show: () => channel.show(true),
    hide: () => channel.hide(),
    dispose: () => channel.dispose(),
    // The channel has a level of its own and would drop these two.
    trace: (text, ...args) => passes(LogLevel.Trace) && channel.info(`[trace] ${text}`, ...args),
    debug: (text, ...args) => passes(LogLevel.Debug) && channel.info(`[debug] ${text}`, ...args),
    info: (text, ...args) => passes(LogLevel.Info) && channel.info(text, ...args),
    warn: (text, ...args) => passes(LogLevel.Warning) && channel.warn(text, ...args),
    error: (text, ...args) => passes(LogLevel.Error) && channel.error(text, ...args),
  };
}
