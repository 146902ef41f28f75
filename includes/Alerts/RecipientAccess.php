<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\SupportRecipients;

/**
 * Decides whether an alert to a recipient may contain the texts of a conversation.
 *
 * Addresses and services that the owner named get them. Members of roles must be users who may read the conversation; other members
 * learn that something happened, and not what.
 */
final class RecipientAccess {

	public function __construct(
		private readonly SupportRecipients $support,
		private readonly RuleSet $rules,
	) {}

	public function may_read( Delivery $delivery, Conversation $conversation ): bool {
		if ( Delivery::EMAIL !== $delivery->channel || $this->is_named( $delivery->recipient ) ) {
			return true;
		}
		$user = get_user_by( 'email', $delivery->recipient );
		return $user instanceof \WP_User && ConversationAccess::may_read( $user, $conversation );
	}

	private function is_named( string $address ): bool {
		$named = $this->support->addresses();
		foreach ( $this->rules->all() as $rule ) {
			$named = [ ...$named, ...$rule->definition->recipients, ...$rule->definition->ladder ];
		}
		return in_array( strtolower( $address ), array_map( 'strtolower', $named ), true );
	}
}
