/** What the shell may take from the engine. */
export { type ControlPlane, type ControlPlaneSettings, createControlPlane } from './api/control-plane.ts';
export { createPlayground } from './playground/create-playground.ts';
export type { Playground, PlaygroundSettings } from './playground/playground.ts';
export { createRaces } from './races/host.ts';
export { writeWhole } from './scenarios/consent/write-whole.ts';
export { readWorkshop } from './scenarios/read/workshop.ts';
export { type App, type AppSettings, startApp } from './start-app.ts';
export type { Child, SpawnChild } from './threads/process/child.ts';
