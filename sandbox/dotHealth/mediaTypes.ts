import { JSON_TYPE } from '../shared/body';
import { Refusal } from '../shared/refusal';
import type { BaseContext } from '../shared/route';
import type { Switches } from './switches';

const FHIR_TYPE = 'application/fhir+json';

/** What is sent and accepted: the text says one, the samples the other. */
export const typesOf = ({ mediaTypes }: Switches): string[] =>
	({ both: [FHIR_TYPE, JSON_TYPE], json: [JSON_TYPE], fhir: [FHIR_TYPE] })[mediaTypes];

/** Chooses the answer's type, or refuses. “All API requests require” an Accept header. */
export function negotiate({ request, reply }: BaseContext, switches: Switches): void {
	const accepted = (request.headers.accept ?? '')
		.split(',')
		.map((range) => range.split(';')[0].trim().toLowerCase());
	const types = typesOf(switches);
	const wildcards = ['*/*', 'application/*'];
	const type =
		accepted.find((range) => types.includes(range)) ??
		(accepted.some((range) => wildcards.includes(range)) ? types[0] : undefined);
	if (type === undefined) throw new Refusal(406, `Accept must include ${types.join(' or ')}`);
	reply.type(`${type}; charset=utf-8`);
}
