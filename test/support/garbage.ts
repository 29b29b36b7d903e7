/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects what nothing refers to any more, so that figures of memory do not depend on when that happens by itself. */
export const collectGarbage = runInNewContext('gc') as () => void;
