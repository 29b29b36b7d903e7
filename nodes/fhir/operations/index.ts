import type { Field, Operation } from '../../shared/operation/types';
import type { FhirServer } from '../server';
import { create } from './create';
import { createOrUpdate } from './createOrUpdate';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { getHistory } from './getHistory';
import { update } from './update';

/** What can be done with records of any type. `ownOptions`: options that the vendor adds to each operation. */
export const recordOperations = (server: FhirServer, ownOptions: Field[] = []): Operation[] =>
	[create, createOrUpdate, remove, get, getAll, getHistory, update].map((operation) =>
		operation(server, [], ownOptions),
	);
