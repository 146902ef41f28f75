import { __ } from '@wordpress/i18n';
import { RadioField, TextField } from '../../fields/fields';
import { Section } from '../../Section';

/** Files attached to messages: by whom, which, how large. */
export function FilesSection() {
	return (
		<Section
			title={ __( 'Attached files', 'aaia-chatbot' ) }
			description={
				__( 'Photos, documents and sound in conversations. What a file is, is told by its content, not by its name.', 'aaia-chatbot' )
			}
		>
			<RadioField
				setting="attachments_staff"
				label={ __( 'Your team can attach', 'aaia-chatbot' ) }
				choices={ [
					{ value: 'all', label: __( 'Images, PDF, Office documents and audio', 'aaia-chatbot' ) },
					{ value: 'images_pdf', label: __( 'Images and PDF', 'aaia-chatbot' ) },
					{ value: 'none', label: __( 'Nothing', 'aaia-chatbot' ) },
				] }
			/>
			<RadioField
				setting="attachments_visitors"
				label={ __( 'Visitors can attach', 'aaia-chatbot' ) }
				choices={ [
					{ value: 'none', label: __( 'Nothing', 'aaia-chatbot' ) },
					{ value: 'images', label: __( 'Images', 'aaia-chatbot' ) },
					{ value: 'images_pdf', label: __( 'Images and PDF', 'aaia-chatbot' ) },
				] }
			/>
			<TextField setting="attachments_max_mb" label={ __( 'Largest file (MB)', 'aaia-chatbot' ) } />
			<TextField setting="attachments_total_mb" label={ __( 'Room for all files (MB)', 'aaia-chatbot' ) } />
		</Section>
	);
}
