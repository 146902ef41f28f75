import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { chooseImage, hasMediaLibrary } from '../../../data/media';
import { Help } from '../../fields/Help';
import { useField } from '../../settings-context';
import type { Picture } from '../../../data/media';

/** The assistant's picture, chosen from the media library. */
export function PictureField( { url, onChosen }: { url: string; onChosen: ( picture: Picture ) => void } ) {
	const field = useField( 'widget_picture' );
	const chosen = Number( field.value ) > 0;
	const choose = (): void =>
		chooseImage( __( 'Choose a picture', 'aaia-chatbot' ), __( 'Use this picture', 'aaia-chatbot' ), ( picture ) => {
			onChosen( picture );
			field.set( picture.id );
		} );
	return (
		<div
			id={ field.id }
			className={ field.error ? 'aaia-field is-wrong' : 'aaia-field' }
			role="group"
			aria-labelledby={ `${ field.id }-label` }
		>
			<p id={ `${ field.id }-label` } className="components-base-control__label aaia-picture__label">
				{ __( 'Picture', 'aaia-chatbot' ) }
			</p>
			<div className="aaia-picture">
				{ chosen && url !== '' && <img src={ url } alt="" width="56" height="56" /> }
				{ hasMediaLibrary() ? (
					<Button __next40pxDefaultSize variant="secondary" aria-describedby={ `${ field.id }-help` } onClick={ choose }>
						{ chosen ? __( 'Choose another picture', 'aaia-chatbot' ) : __( 'Choose a picture', 'aaia-chatbot' ) }
					</Button>
				) : (
					<span>{ __( 'You are not allowed to use the media library of this site.', 'aaia-chatbot' ) }</span>
				) }
				{ chosen && (
					<Button __next40pxDefaultSize variant="tertiary" isDestructive onClick={ () => field.set( 0 ) }>
						{ __( 'Remove the picture', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
			<p id={ `${ field.id }-help` } className="components-base-control__help">
				<Help field={ field } />
			</p>
		</div>
	);
}
