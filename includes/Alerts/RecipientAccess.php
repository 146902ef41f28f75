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
 * Addresses and services that the owner named get them, unless the conversation is limited to a team or a role. Others must be addresses
 * of users who may read the conversation; who may not learns that something happened, and not what.
 */
final class RecipientAccess {

	public function __construct(
		private readonly SupportRecipients $support,
		private readonly RuleSet $rules,
		private readonly ConversationAccess $access,
	) {}

	public function may_read( Delivery $delivery, Conversation $conversation ): bool {
		$is_mail = Delivery::EMAIL === $delivery->channel;
		if ( ! $this->access->is_limited( $conversation ) && ( ! $is_mail || $this->is_named( $delivery->recipient ) ) ) {
			return true;
		}
		$user = $is_mail ? get_user_by( 'email', $delivery->recipient ) : false;
		return $user instanceof \WP_User && $this->access->may_read( $user, $conversation );
	}

	private function is_named( string $address ): bool {
		$named = $this->support->addresses();
		foreach ( $this->rules->all() as $rule ) {
			$named = [ ...$named, ...$rule->definition->recipients, ...$rule->definition->ladder ];
		}
		return in_array( strtolower( $address ), array_map( 'strtolower', $named ), true );
	}
}
