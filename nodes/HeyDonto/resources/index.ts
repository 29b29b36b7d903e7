import type { Resource } from '../../shared/operation/types';
import { coreResources } from './core';
import { fhirResources } from './fhir';

export const resources: Resource[] = [...fhirResources, ...coreResources];
