import type { Values } from '../shared/operation/types';
import type { Api } from '../shared/request/api';
import type { Beyond, FhirVersion } from './definitions';

/** What is particular to one vendor's FHIR server. */
export interface FhirServer {
	version: FhirVersion;
	/** What it has besides. */
	beyond?: Beyond;
	/** Media type of what is sent; FHIR's own is `application/fhir+json`. */
	mediaType: string;
	/** Tried once where the server does not take the first. */
	otherMediaType?: string;
	/** The types of records that it has. */
	types: string[];
	/** Path of all records of a type, below the credential's base URL. `values`: what was filled in, options included. */
	pathOf(api: Api, type: string, values: Values): string;
	/** Another spelling of a type's path, tried where there is nothing under the first. */
	otherPathOf?(type: string): string | undefined;
	/** Path to which transactions and batches are sent. */
	bundlePath(api: Api, values: Values): string;
	/** Whether it takes nothing but new records, and these without conditions: no update, delete, batch or conditional create. */
	onlyCreates?: boolean;
	/** Last segments of the address of a record's history, the likeliest first. */
	historyNames: string[];
	/** Names of the query parameters that a `next` link carries its place in, for links that lead to another host. */
	pageTokens: string[];
	/** How many records are asked for at once. */
	pageSize: number;
	/** Brings what the server sends to the form of FHIR. */
	read?(body: unknown): unknown;
}
