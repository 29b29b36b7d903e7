import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import type { SearchPage } from '../fhir/bundles';
import type { Values } from '../shared/operation/types';
import { localPart } from './answer/request';
import { isActionable } from './requestQuery';

/** Whether a request is what was asked for; undefined when it does not carry what is compared. */
type Test = (request: IDataObject) => boolean | undefined;

const objectIn = (value: unknown): IDataObject => (isPlainObject(value) ? (value as IDataObject) : {});

const refersTo = (element: unknown, wanted: unknown): boolean =>
	localPart(String(objectIn(element).reference ?? '')) === wanted;

/** FHIR R5, 3.2.1.5.13 token: `code`, `system|code`, `|code` without a system, `system|` for any code; a comma means OR. */
const hasTag = (tags: IDataObject[], wanted: unknown): boolean =>
	String(wanted)
		.split(',')
		.some((token) => {
			const at = token.indexOf('|');
			const [system, code] = at < 0 ? [undefined, token] : [token.slice(0, at), token.slice(at + 1)];
			return tags.some(
				(tag) =>
					(system === undefined || (tag.system ?? '') === system) && (code === '' || tag.code === code),
			);
		});

const between = (value: unknown, from: unknown, before: unknown): boolean | undefined => {
	const time = Date.parse(String(value));
	if (Number.isNaN(time)) return undefined;
	return (
		(from === undefined || time >= Date.parse(String(from))) &&
		(before === undefined || time < Date.parse(String(before)))
	);
};

/** By the query parameter that stands for it. */
function testsOf(values: Values): Array<[parameter: string, test: Test]> {
	const { status, priority, patient, requester, _id, _language, _source, _tag, actionable } = values;
	const { lastUpdatedFrom: from, lastUpdatedBefore: before } = values;
	const tagged =
		(test: (request: IDataObject, tags: IDataObject[]) => boolean): Test =>
		(request) => {
			const { tag } = objectIn(request.meta);
			return tag === undefined ? undefined : test(request, [tag].flat() as IDataObject[]);
		};
	const startsWith = (value: unknown, wanted: unknown) =>
		value === undefined ? undefined : String(value).toLowerCase().startsWith(String(wanted).toLowerCase());
	const all: Array<[filled: boolean, parameter: string, test: Test]> = [
		[status !== undefined, 'status', (request) => request.status === status],
		[priority !== undefined, 'priority', (request) => request.priority === priority],
		[patient !== undefined, 'patient', ({ subject }) => refersTo(subject, patient)],
		[requester !== undefined, 'requester', (request) => refersTo(request.requester, requester)],
		[_id !== undefined, '_id', ({ id }) => String(_id).split(',').includes(String(id))],
		[_language !== undefined, '_language', ({ language }) => startsWith(language, _language)],
		[_source !== undefined, '_source', ({ meta }) => startsWith(objectIn(meta).source, _source)],
		[_tag !== undefined, '_tag', tagged((_, tags) => hasTag(tags, _tag))],
		[actionable === true, '_tag', tagged((request) => isActionable(request))],
		[
			from !== undefined || before !== undefined,
			'_lastUpdated',
			({ meta }) => between(objectIn(meta).lastUpdated, from, before),
		],
	];
	return all.flatMap(([filled, parameter, test]) => (filled ? [[parameter, test]] : []));
}

const isIgnored = (parameter: string, self: string | undefined): boolean =>
	self !== undefined && !new URLSearchParams(self.split('?')[1] ?? '').has(parameter);

/**
 * Compares requests with the filters again, because a server may ignore one whose name it does not know. Where a request
 * does not carry what is compared (the documentation's sample has no `meta`), it counts unless the server's own link says
 * that the filter was ignored.
 */
export function comparison(
	values: Values,
): (request: IDataObject, page: Pick<SearchPage, 'self'>) => boolean {
	const tests = testsOf(values);
	return (request, { self }) =>
		tests.every(([parameter, test]) => test(request) ?? !isIgnored(parameter, self));
}
