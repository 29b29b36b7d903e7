import { clientOf, records } from '../../fhir/operations/context';
import { found, limitOf } from '../../fhir/operations/getAll';
import { outputFields, shaped } from '../../fhir/output/shape';
import { encoded } from '../../fhir/search/query';
import { filters, options } from '../../shared/operation/collections';
import type { Resource, StepsOperation } from '../../shared/operation/types';
import { REQUEST } from '../answer/request';
import { fhirServer } from '../api';
import { communicationRequestField, requestIdOf } from '../fields';
import { comparison } from '../comparison';
import { isNarrowed, requestFilters, requestOptions, requestQuery } from '../requestQuery';
import { respond } from './respond';

const get: StepsOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get a communication request',
	description: 'Read one request for records',
	writes: false,
	fields: [communicationRequestField(), ...outputFields, options([])],
	check(filled) {
		requestIdOf(filled);
	},
	async run(step) {
		const client = await clientOf(fhirServer, step);
		const request = await client.read(REQUEST, requestIdOf(step));
		return records(await shaped(client, step.values, [request]));
	},
};

const getAll: StepsOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many communication requests',
	description: 'List requests for records, e.g. those that are waiting for an answer',
	writes: false,
	many: true,
	fields: [...outputFields, filters(requestFilters), options(requestOptions)],
	async run(step) {
		const { values } = step;
		const client = await clientOf(fhirServer, step);
		// Of a page that is compared again little may be left, so it is asked for in full.
		const limit = isNarrowed(values) ? Infinity : limitOf(values);
		const query = requestQuery(values, Math.min(limit, fhirServer.pageSize));
		const isWanted = comparison(values);
		return records(await found(client, REQUEST, encoded(query), values, { isWanted }));
	},
};

export const communicationRequest: Resource = {
	value: 'communicationRequest',
	name: 'Communication Request',
	description: 'Requests for health records, and answers to them',
	operations: [get, getAll, respond],
};
