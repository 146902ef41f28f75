<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ReplyAddresses;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\InvitationRepository;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Time;

/** The mailed links that open a conversation. */
final class LinksController extends StaffController {

	public static function routes(): array {
		$shown = Schema::closed(
			[
				'open_until'     => Schema::string()->nullable(),
				'replies_mailed' => Schema::bool(),
			]
		)->named( 'StaffLinks' );
		return [
			Operation::get( '/conversations/{id}/links', 'show', Capability::View )->answers( $shown ),
			Operation::delete( '/conversations/{id}/links', 'revoke', Capability::Reply )->answers( $shown ),
		];
	}

	public function __construct(
		private readonly ConversationFinder $finder,
		private readonly InvitationRepository $invitations,
		private readonly ReplyAddresses $addresses,
		private readonly Settings $settings,
	) {}

	/** Until when the conversation can be opened by a mailed link, and whether replies are mailed to visitors who left. */
	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		return $this->shown( $this->finder->find( $this->in_path( $request, 'id' ) ) );
	}

	/** Revokes all links mailed so far, with the sessions begun by them. */
	public function revoke( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		$this->addresses->revoke_links( $conversation->id, get_current_user_id() );
		return $this->shown( $conversation );
	}

	private function shown( Conversation $conversation ): RouteResult {
		return RouteResult::ok(
			[
				'open_until'     => Time::to_wire( $this->invitations->open_until( $conversation->id ) ),
				'replies_mailed' => $this->settings->bool( 'visitor_reply_mails' ),
			]
		);
	}
}
