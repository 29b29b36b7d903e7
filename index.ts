export { AlfaDocsApi } from './credentials/AlfaDocsApi.credentials';
export { AlfaDocsOAuth2Api } from './credentials/AlfaDocsOAuth2Api.credentials';
export { AlfaDocs } from './nodes/AlfaDocs/AlfaDocs.node';
