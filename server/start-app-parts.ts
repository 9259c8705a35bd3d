/** What the app is put together from: in a module of its own, to be loaded while the lab's thread loads. */
export { createControlPlane } from './api/control-plane.ts';
export { originOf } from './contract/endpoints.ts';
export { defaultLabConfig } from './contract/options/lab-config.ts';
export { requestSpecSchema } from './contract/requests.ts';
export { createLab } from './lab/host.ts';
export { createPlayground } from './playground/create-playground.ts';
export { createRaces } from './races/host.ts';
export { createConsent, onlyAllowed } from './scenarios/consent/consent.ts';
export { labProcessSpawner, processSpawner } from './threads/process-spawner.ts';
