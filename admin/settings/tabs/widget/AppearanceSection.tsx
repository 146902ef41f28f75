import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { imageUrl } from '../../../data/media';
import { ColorField, RadioField, SelectField, TextField, ToggleField } from '../../fields/fields';
import { Section } from '../../Section';
import { useSettings } from '../../settings-context';
import { shownValue } from '../../settings-state';
import { ContrastHint } from './ContrastHint';
import { PictureField } from './PictureField';
import { Preview } from './Preview';
import type { Picture } from '../../../data/media';

/** The chosen picture, and its URL once it is loaded. */
function usePicture( id: number ): [ string, ( picture: Picture ) => void ] {
	const [ picture, setPicture ] = useState< Picture >( { id: 0, url: '' } );
	useEffect( () => {
		let wanted = true;
		if ( id > 0 && id !== picture.id ) {
			imageUrl( id ).catch( () => '' ).then( ( url ) => wanted && setPicture( { id, url } ) );
		}
		return () => {
			wanted = false;
		};
	}, [ id, picture.id ] );
	return [ id > 0 && id === picture.id ? picture.url : '', setPicture ];
}

/** Appearance of button and panel, with a preview. */
export function AppearanceSection( { language }: { language: string } ) {
	const { state } = useSettings();
	const color = String( shownValue( state, 'widget_color' ) );
	const [ picture, setPicture ] = usePicture( Number( shownValue( state, 'widget_picture' ) ) );
	return (
		<Section title={ __( 'Appearance', 'aaia-chatbot' ) } description={ __( 'How the button and the panel look.', 'aaia-chatbot' ) }>
			<div className="aaia-appearance">
				<div>
					<PictureField url={ picture } onChosen={ setPicture } />
					<TextField setting="widget_assistant_name" label={ __( 'The assistant’s name', 'aaia-chatbot' ) } />
					<ColorField setting="widget_color" label={ __( 'Colour', 'aaia-chatbot' ) } pickerLabel={ __( 'Pick a colour', 'aaia-chatbot' ) }>
						{ /^#[0-9a-f]{6}$/i.test( color ) && <ContrastHint color={ color } /> }
					</ColorField>
					<SelectField
						setting="widget_scheme"
						label={ __( 'Light or dark', 'aaia-chatbot' ) }
						choices={ [
							{ value: 'auto', label: __( 'Automatic', 'aaia-chatbot' ) },
							{ value: 'light', label: __( 'Light', 'aaia-chatbot' ) },
							{ value: 'dark', label: __( 'Dark', 'aaia-chatbot' ) },
						] }
					/>
					<SelectField
						setting="widget_icon"
						label={ __( 'Icon of the button', 'aaia-chatbot' ) }
						choices={ [
							{ value: 'bubble', label: __( 'Speech bubble', 'aaia-chatbot' ) },
							{ value: 'question', label: __( 'Speech bubble with a question mark', 'aaia-chatbot' ) },
							{ value: 'dots', label: __( 'Speech bubble with dots', 'aaia-chatbot' ) },
							{ value: 'picture', label: __( 'The picture above', 'aaia-chatbot' ) },
							{ value: 'none', label: __( 'None, text only', 'aaia-chatbot' ) },
						] }
					/>
					<RadioField
						setting="widget_position"
						label={ __( 'Position', 'aaia-chatbot' ) }
						choices={ [
							{ value: 'right', label: __( 'Bottom right', 'aaia-chatbot' ) },
							{ value: 'left', label: __( 'Bottom left', 'aaia-chatbot' ) },
						] }
					/>
					<div className="aaia-numbers">
						<TextField setting="widget_offset_x" type="number" label={ __( 'From the side', 'aaia-chatbot' ) } />
						<TextField setting="widget_offset_y" type="number" label={ __( 'From the bottom', 'aaia-chatbot' ) } />
						<TextField setting="widget_size" type="number" label={ __( 'Size', 'aaia-chatbot' ) } />
					</div>
				</div>
				<Preview language={ language } picture={ picture } />
			</div>
			<ToggleField setting="widget_ratings" label={ __( 'Let visitors rate answers', 'aaia-chatbot' ) } />
		</Section>
	);
}
