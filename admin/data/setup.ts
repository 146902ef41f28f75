import { ask } from './api';
import type { ChangeSetupBody, SetupState } from '../../src/wire/wire';

/** How far the site has been set up. */
export const loadSetup = (): Promise< SetupState > => ask( 'GET', '/setup' );

export const changeSetup = ( changes: ChangeSetupBody ): Promise< SetupState > => ask( 'PATCH', '/setup', changes );
