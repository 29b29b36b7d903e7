import { about } from '../../fhir/operations/about';
import { create } from '../../fhir/operations/create';
import { execute } from '../../fhir/operations/execute';
import { typeField } from '../../fhir/operations/fields';
import { get } from '../../fhir/operations/get';
import { getAll } from '../../fhir/operations/getAll';
import type { Resource } from '../../shared/operation/types';
import { fhirServer, HEALTH_RECORDS } from '../api';

const ofType = [typeField(HEALTH_RECORDS, 'What kind of record it is')];

export const healthRecord: Resource = {
	value: 'healthRecord',
	name: 'Health Record',
	description: 'Observations, documents, allergies and 30 other kinds of records, one by one',
	operations: [create, get, getAll].map((operation) => about(operation(fhirServer, ofType, []), 'Health')),
};

export const bundle: Resource = {
	value: 'bundle',
	name: 'Bundle (Transaction)',
	description: 'Several records at once; to answer a request use Communication Request > Respond',
	operations: [execute(fhirServer, [])],
};

const reading = [get, getAll].map((operation) => operation(fhirServer, [], []));

export const patient: Resource = {
	value: 'patient',
	name: 'Patient',
	description: 'Patients that requests are about',
	operations: reading.map((operation) => about(operation, 'Patient')),
};

export const organization: Resource = {
	value: 'organization',
	name: 'Organization',
	description: 'Clinics, insurers and others that ask or are asked',
	operations: reading.map((operation) => about(operation, 'Organization')),
};
