import type { IDataObject } from 'n8n-workflow';

import type { HeyDontoSandbox } from '../../sandbox';
import { startBench, type Bench } from './bench';

export type HeyDontoBench = Bench<HeyDontoSandbox>;

export const startHeyDontoBench = async (): Promise<HeyDontoBench> =>
	await startBench<HeyDontoSandbox>({
		node: 'heyDonto',
		credentialType: 'heyDontoApi',
		pick: ({ heyDonto }) => heyDonto,
		credential: ({ credentials: { email, password } }) => ({
			email,
			password,
			siteId: '',
			fhirPathStyle: 'kebab',
			fhirBundlePath: '',
			pathOverrides: '{}',
			sessionToken: '',
		}),
		timezone: 'America/Chicago',
	});

/** What the form of a record holds, as n8n's resource mapper stores it. */
export const form = (value: Record<string, unknown>): IDataObject => ({
	fieldsMode: 'form',
	fields: { mappingMode: 'defineBelow', value: value as IDataObject, schema: [], matchingColumns: [] },
});

/** A record as JSON, given from an expression or written by hand. */
export const json = (value: unknown): IDataObject => ({ fieldsMode: 'json', json: value as IDataObject });
