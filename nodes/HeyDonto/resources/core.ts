import type { Resource } from '../../shared/operation/types';
import { appointmentType } from './appointmentType';
import { assistant } from './assistant';
import { availability } from './availability';
import { brand } from './brand';
import { code } from './code';
import { coreOrganization } from './coreOrganization';
import { dentalPractice } from './dentalPractice';
import { dentalService } from './dentalService';
import { perioMeasure } from './perioMeasure';
import { practiceManagementSystem } from './practiceManagementSystem';
import { site } from './site';

/** Everything of HeyDonto that is not FHIR. */
export const coreResources: Resource[] = [
	appointmentType,
	assistant,
	availability,
	brand,
	code,
	coreOrganization,
	dentalPractice,
	dentalService,
	perioMeasure,
	practiceManagementSystem,
	site,
];
