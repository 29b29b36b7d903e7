import type { Resource } from '../../shared/operation/types';
import { communicationRequest } from './communicationRequest';
import { bundle, healthRecord, organization, patient } from './others';
import { subscription } from './subscription';

export const resources: Resource[] = [
	bundle,
	communicationRequest,
	healthRecord,
	organization,
	patient,
	subscription,
];
