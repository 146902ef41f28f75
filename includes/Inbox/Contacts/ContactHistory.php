<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Contacts\Contact;
use Aaia\Chatbot\Conversations\Contacts\IdentityKind;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Inbox\AdminPages;
use Aaia\Chatbot\Inbox\InboxFilter;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;

/**
 * The conversations of a person on the screens of WordPress users and WooCommerce orders, for those who may see conversations.
 *
 * A person is found by the user or customer, and by the address of the user or order. An address that a visitor only typed finds only for
 * those who may see addresses, with a word of doubt: it may be somebody else's.
 */
final class ContactHistory {

	/** Conversations shown. */
	private const MOST = 10;

	public function __construct(
		private readonly ContactSearch $contacts,
		private readonly InboxRepository $inbox,
		private readonly SiteState $state,
	) {}

	/** Hooks: `show_user_profile`, `edit_user_profile`. */
	public function print_for_user( mixed $user ): void {
		if ( ! $user instanceof \WP_User || ! $this->may_show() ) {
			return;
		}
		ob_start();
		$this->print_history( [
			[ IdentityKind::User, (string) $user->ID ],
			[ IdentityKind::Customer, (string) $user->ID ],
			[ IdentityKind::Email, $user->user_email ],
		] );
		$history = (string) ob_get_clean();
		if ( '' !== $history ) {
			echo '<h2>' . esc_html__( 'Conversations in the chat', 'aaia-chatbot' ) . '</h2>' . $history;
		}
	}

	/** Hook: `aaia_chatbot_order_history`. @param mixed $shown A post, or an order. */
	public function print_for_order( mixed $shown ): void {
		$order = $shown instanceof \WP_Post ? wc_get_order( $shown->ID ) : $shown;
		if ( $this->may_show() ) {
			$this->print_history(
				$order instanceof \WC_Order ? Shop::makers( $order ) : [],
				__( 'No contact is known by this customer or address.', 'aaia-chatbot' ),
			);
		}
	}

	private function may_show(): bool {
		return $this->state->is_served() && Capability::View->allowed();
	}

	/**
	 * @param list<array{IdentityKind, string}> $identities
	 * @param string                            $nobody     What to say when nobody is known by them.
	 */
	private function print_history( array $identities, string $nobody = '' ): void {
		try {
			$contacts = $this->contacts->known_by( self::shown( $identities ) );
			if ( [] === $contacts && '' !== $nobody ) {
				echo '<p>' . esc_html( $nobody ) . '</p>';
			}
			foreach ( $contacts as $contact ) {
				$this->print_contact( $contact, $this->contacts->is_trusted( $contact, $identities ) );
			}
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Conversations of a contact: ' . $failure->getMessage() );
			echo '<p>' . esc_html__( 'The conversations could not be loaded.', 'aaia-chatbot' ) . '</p>';
		}
	}

	/**
	 * Addresses find for those only who may see them: a hit would tell that somebody wrote from one.
	 *
	 * @param list<array{IdentityKind, string}> $identities
	 *
	 * @return list<array{IdentityKind, string}>
	 */
	private static function shown( array $identities ): array {
		return array_values( array_filter(
			$identities,
			static fn( array $identity ): bool => '' !== $identity[1]
				&& ( IdentityKind::Email !== $identity[0] || Capability::Sensitive->allowed() )
		) );
	}

	private function print_contact( Contact $contact, bool $trusted ): void {
		$name  = '' === $contact->name ? __( 'Contact without a name', 'aaia-chatbot' ) : $contact->name;
		$doubt = $trusted ? '' : ' — ' . __( 'a visitor typed this address and has not confirmed it', 'aaia-chatbot' );
		printf(
			'<p><a href="%s"><strong>%s</strong></a>%s</p>',
			esc_url( admin_url( AdminPages::contacts( $contact->public_id ) ) ),
			esc_html( $name ),
			esc_html( $doubt )
		);
		$page = $this->inbox->page( new InboxFilter( archived: null, contact: $contact->id ), null, self::MOST );
		if ( [] === $page->items ) {
			echo '<p>' . esc_html__( 'No conversation yet', 'aaia-chatbot' ) . '</p>';
			return;
		}
		echo '<ul>';
		array_map( self::print_conversation( ... ), $page->items );
		echo '</ul>';
		if ( null !== $page->next ) {
			printf(
				'<p><a href="%s">%s</a></p>',
				esc_url( admin_url( AdminPages::contacts( $contact->public_id ) ) ),
				esc_html__( 'All conversations', 'aaia-chatbot' )
			);
		}
	}

	private static function print_conversation( Conversation $conversation ): void {
		$preview = '' === $conversation->preview ? __( 'No messages yet', 'aaia-chatbot' ) : $conversation->preview;
		printf(
			'<li><a href="%s">%s</a><br>%s · %s</li>',
			esc_url( admin_url( 'admin.php?page=' . AdminPages::CONVERSATIONS . '&conversation=' . rawurlencode( $conversation->public_id ) ) ),
			esc_html( $preview ),
			esc_html( (string) wp_date( (string) get_option( 'date_format' ), $conversation->last_activity_at->getTimestamp() ) ),
			esc_html( self::status( $conversation ) )
		);
	}

	private static function status( Conversation $conversation ): string {
		return $conversation->archived ? _x( 'Archived', 'conversation status', 'aaia-chatbot' ) : match ( $conversation->status ) {
			Status::Open     => _x( 'Open', 'conversation status', 'aaia-chatbot' ),
			Status::Pending  => _x( 'Pending', 'conversation status', 'aaia-chatbot' ),
			Status::Snoozed  => _x( 'Snoozed', 'conversation status', 'aaia-chatbot' ),
			Status::Resolved => _x( 'Resolved', 'conversation status', 'aaia-chatbot' ),
		};
	}
}
