import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { isDirty } from './settings-state';
import type { SettingsScreen } from './use-settings-screen';

/** Save and discard, always in reach, with what happened last. Ctrl or Cmd with S saves too. */
export function SaveBar( { screen }: { screen: SettingsScreen } ) {
	const { state, save, discard } = screen;
	const dirty = isDirty( state );
	const saving = state.phase === 'saving';
	return (
		<div className={ dirty || saving ? 'aaia-savebar is-dirty' : 'aaia-savebar' }>
			<p className={ state.notice ? `aaia-savebar__notice is-${ state.notice.kind }` : 'aaia-savebar__notice' }>
				{ state.notice?.text ?? ( dirty ? __( 'You have unsaved changes.', 'aaia-chatbot' ) : '' ) }
			</p>
			<Button __next40pxDefaultSize variant="tertiary" disabled={ ! dirty || saving } accessibleWhenDisabled onClick={ discard }>
				{ __( 'Discard changes', 'aaia-chatbot' ) }
			</Button>
			<Button
				__next40pxDefaultSize
				variant="primary"
				isBusy={ saving }
				disabled={ ! dirty || saving }
				accessibleWhenDisabled
				onClick={ () => void save() }
			>
				{ saving ? __( 'Saving…', 'aaia-chatbot' ) : __( 'Save changes', 'aaia-chatbot' ) }
			</Button>
		</div>
	);
}
