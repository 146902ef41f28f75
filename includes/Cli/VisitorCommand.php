<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Http\VisitorTokens;

/**
 * Visitors of the chat.
 */
final class VisitorCommand {

	public function __construct(
		private readonly VisitorRepository $visitors,
		private readonly VisitorTokens $tokens,
		private readonly ConversationRepository $conversations,
	) {}

	/**
	 * Signs a visitor out, or everybody: their browsers begin as strangers and do not show earlier conversations any more.
	 *
	 * ## OPTIONS
	 *
	 * [<id>]
	 * : Id of a visitor, or of one of the visitor's conversations.
	 *
	 * [--all]
	 * : Every visitor of this site.
	 *
	 * [--yes]
	 * : With --all: do not ask.
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function revoke( array $args, array $options ): void {
		$id = $args[0] ?? '';
		if ( ( '' === $id ) === ! isset( $options['all'] ) ) {
			\WP_CLI::error( 'Name a visitor or a conversation, or give --all.' );
		}
		if ( isset( $options['all'] ) ) {
			\WP_CLI::confirm( 'Sign every visitor out? Nobody will see an earlier conversation any more.', $options );
			$this->tokens->revoke_all();
			\WP_CLI::success( 'Every visitor is signed out.' );
			return;
		}
		$visitor = $this->visitors->id_by_public_id( $id ) ?? $this->conversations->by_public_id( $id )?->visitor_id;
		if ( null === $visitor ) {
			\WP_CLI::error( sprintf( 'There is no visitor and no conversation of a visitor with the id %s.', $id ) );
		}
		$this->visitors->revoke_all( $visitor );
		\WP_CLI::success( 'The visitor is signed out.' );
	}
}
