<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Inbox\PublicNames;
use Aaia\Chatbot\Mail\PlainPage;
use Aaia\Chatbot\Support\Text;

/**
 * The name by which visitors know a member of staff: their own choice in their WordPress profile, else the site's name.
 *
 * Never a name of the account: its login and display name may say more than the person wants strangers to know.
 */
final class PublicName implements PublicNames {

	/** User option, one for each site of a network; also the name of the field. */
	public const OPTION = 'aaia_chatbot_public_name';

	private const MAX = 60;

	/** The name; null for users that are gone. */
	public function of( int $user_id ): ?string {
		return false === get_userdata( $user_id ) ? null : ( '' === $this->chosen( $user_id ) ? $this->site_name() : $this->chosen( $user_id ) );
	}

	/** The name they chose themselves, or null. */
	public function own( int $user_id ): ?string {
		return '' === $this->chosen( $user_id ) ? null : $this->chosen( $user_id );
	}

	/** Up to two initials of the name; the site's for users that are gone. */
	public function initials( ?int $user_id ): string {
		$name  = ( null === $user_id ? null : $this->of( $user_id ) ) ?? $this->site_name();
		$words = preg_split( '/[^\p{L}\p{N}]+/u', $name, -1, PREG_SPLIT_NO_EMPTY ) ?: [];
		$first = array_map( static fn( string $word ): string => mb_substr( $word, 0, 1 ), array_slice( $words, 0, 2 ) );
		return mb_strtoupper( implode( '', $first ) );
	}

	/** Hook: `show_user_profile`, `edit_user_profile`. The field, in the profiles of those who answer visitors. */
	public function print_field( \WP_User $user ): void {
		if ( ! user_can( $user, Capability::Reply->value ) ) {
			return;
		}
		printf(
			'<h2>%1$s</h2><table class="form-table" role="presentation"><tr><th scope="row"><label for="%2$s">%3$s</label></th><td>'
				. '<input type="text" class="regular-text" id="%2$s" name="%2$s" value="%4$s" maxlength="%5$d" placeholder="%6$s" '
				. 'aria-describedby="%2$s-help">'
				. '<p class="description" id="%2$s-help">%7$s</p></td></tr></table>',
			esc_html__( 'Chat with visitors', 'aaia-chatbot' ),
			esc_attr( self::OPTION ),
			esc_html__( 'Public name', 'aaia-chatbot' ),
			esc_attr( $this->chosen( $user->ID ) ),
			absint( self::MAX ),
			esc_attr( $this->site_name() ),
			esc_html__( 'Visitors see this name on replies in the chat. Empty: the site’s name.', 'aaia-chatbot' )
		);
	}

	/** Hook: `personal_options_update`, `edit_user_profile_update`. Other plugins' own forms, without WordPress's nonce, change nothing. */
	public function save_field( int $user_id ): void {
		if ( ! wp_verify_nonce( PlainPage::text_of( $_REQUEST, '_wpnonce' ), 'update-user_' . $user_id ) ) {
			return;
		}
		$typed = isset( $_POST[ self::OPTION ] ) ? sanitize_text_field( wp_unslash( $_POST[ self::OPTION ] ) ) : null;
		if ( null === $typed || ! current_user_can( 'edit_user', $user_id ) || ! user_can( $user_id, Capability::Reply->value ) ) {
			return;
		}
		$name = Text::truncate( Text::line( $typed ), self::MAX );
		if ( '' === $name ) {
			delete_user_option( $user_id, self::OPTION );
		} else {
			update_user_option( $user_id, self::OPTION, $name );
		}
	}

	private function chosen( int $user_id ): string {
		$name = get_user_option( self::OPTION, $user_id );
		return is_string( $name ) ? $name : '';
	}

	private function site_name(): string {
		return wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES );
	}
}
