export { AlfaDocsApi } from './credentials/AlfaDocsApi.credentials';
export { AlfaDocsOAuth2Api } from './credentials/AlfaDocsOAuth2Api.credentials';
export { DentalReferralsApi } from './credentials/DentalReferralsApi.credentials';
export { HealthDockApi } from './credentials/HealthDockApi.credentials';
export { HealthDockOAuth2Api } from './credentials/HealthDockOAuth2Api.credentials';
export { AlfaDocs } from './nodes/AlfaDocs/AlfaDocs.node';
export { DentalReferrals } from './nodes/DentalReferrals/DentalReferrals.node';
export { HealthDock } from './nodes/HealthDock/HealthDock.node';
