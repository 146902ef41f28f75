import { Button, Modal, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { exportAddress, MOST_CHOSEN } from '../data/export';
import type { Exported, ExportFormat, PersonalData } from '../data/export';
import { conversationsWord } from './bulk-words';

/** Saves conversations as a file: which format, and what it says about people. */
export function ExportDialog( { what, onClose }: { what: Exported; onClose: () => void } ) {
	const [ format, setFormat ] = useState< ExportFormat >( 'csv' );
	const [ personal, setPersonal ] = useState< PersonalData >( 'full' );
	const tooMany = 'ids' in what && what.ids.length > MOST_CHOSEN;
	return (
		<Modal title={ __( 'Export conversations', 'aaia-chatbot' ) } size="medium" onRequestClose={ onClose }>
			<p>
				{ 'ids' in what
					/* translators: %s: such as "12 conversations". */
					? sprintf( __( '%s, with all messages and private notes.', 'aaia-chatbot' ), conversationsWord( what.ids.length ) )
					: __( 'All conversations of this list as it is filtered, with all messages and private notes.', 'aaia-chatbot' ) }
			</p>
			{ tooMany ? (
				<p role="alert">
					{ /* translators: %d: number of conversations. */
						sprintf( __( 'At most %d chosen conversations fit into one file. Export the whole list instead.', 'aaia-chatbot' ), MOST_CHOSEN ) }
				</p>
			) : (
				<div className="aaia-export">
					<RadioControl
						label={ __( 'Format', 'aaia-chatbot' ) }
						selected={ format }
						options={ [
							{
								value: 'csv',
								label: __( 'CSV', 'aaia-chatbot' ),
								description: __( 'For spreadsheets, a line for each message.', 'aaia-chatbot' ),
							},
							{ value: 'json', label: __( 'JSON', 'aaia-chatbot' ), description: __( 'For other programs.', 'aaia-chatbot' ) },
						] }
						onChange={ ( value ) => setFormat( value === 'json' ? 'json' : 'csv' ) }
					/>
					<RadioControl
						label={ __( 'Personal data', 'aaia-chatbot' ) }
						selected={ personal }
						options={ [
							{ value: 'full', label: __( 'As it is', 'aaia-chatbot' ) },
							{
								value: 'masked',
								label: __( 'Masked', 'aaia-chatbot' ),
								description: __( 'Initials, first letters of addresses and last digits of numbers stay.', 'aaia-chatbot' ),
							},
							{
								value: 'none',
								label: __( 'Left out', 'aaia-chatbot' ),
								description: __( 'No names, addresses and long numbers, in messages neither.', 'aaia-chatbot' ),
							},
						] }
						onChange={ ( value ) => setPersonal( value === 'masked' || value === 'none' ? value : 'full' ) }
					/>
				</div>
			) }
			{ personal !== 'full' && (
				<p className="aaia-quiet">
					{ __( 'Names that visitors mention in their messages are not recognised. Check the file before you pass it on.', 'aaia-chatbot' ) }
				</p>
			) }
			<div className="aaia-dialog__buttons">
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				{ ! tooMany && (
					<Button
						__next40pxDefaultSize
						variant="primary"
						href={ exportAddress( what, format, personal ) }
						download={ `conversations.${ format }` }
						// The browser follows the link first.
						onClick={ () => window.setTimeout( onClose ) }
					>
						{ __( 'Export', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</Modal>
	);
}
