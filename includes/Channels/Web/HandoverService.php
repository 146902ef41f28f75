<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\ConversationFrustration;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\DuplicateMessage;
use Aaia\Chatbot\Conversations\EncryptedIp;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\RequestOutcome;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportRequestNotice;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Text;

/** The button "Talk to a person". Works without a model, and also when tools are switched off. */
final class HandoverService {

	public function __construct(
		private readonly Database $database,
		private readonly ConversationService $conversations,
		private readonly ConversationRepository $repository,
		private readonly SupportService $support,
		private readonly EncryptedIp $ip,
		private readonly UiMessages $ui,
		private readonly ConversationFrustration $frustration,
		private readonly SignedInVisitors $signed_in,
	) {}

	/**
	 * Stores the visitor's message and, unless there is an open request, the request for a person.
	 *
	 * Both in one transaction, so that a retry after a broken connection stores nothing twice. With an `id`, this also holds when the
	 * request was stored and only its answer was lost.
	 *
	 * @return array<string, mixed> Body of the answer of HandoverController.
	 *
	 * @throws ConversationNotFound When the conversation belongs to somebody else.
	 */
	public function request( Visitor $visitor, string $conversation_id, Input $input ): array {
		$page    = PageContext::from( $input->object( 'page' ) );
		$text    = $input->text( 'message' );
		$email   = $input->line( 'email' );
		$ask     = fn( Conversation $conversation ): NewSupportRequest => new NewSupportRequest(
			SupportOrigin::Button,
			$this->reason( $conversation, $email ),
			Text::truncate( $text, 1000 ),
			'' === $email ? null : $email,
			$input->optional( 'name' ),
			$page->url,
			$page->title,
			$this->ip->for_current_request()
		);

		$said    = $this->support->sentences( $this->repository->by_public_id( $conversation_id ), $page->locale );
		$store   = fn(): array => $this->database->transaction(
			function () use ( $visitor, $conversation_id, $input, $text, $page, $ask, $said ): array {
				[ 'conversation' => $conversation, 'message' => $message, 'is_new' => $is_new ] = $this->conversations->open_for_support(
					$visitor,
					$conversation_id,
					$text,
					$page->locale,
					$page->url,
					$page->title,
					client_id: $input->optional( 'id' )
				);

				$outcome = $is_new
					? $this->support->request( $conversation->id, $ask( $conversation ), $said )
					: $this->support->repeat( $conversation->id, $ask( $conversation ), $said );
				return [ $conversation, $message, $outcome ];
			}
		);
		try {
			[ $known, $message, $outcome ] = $store();
		} catch ( DuplicateMessage ) {
			// The second call finds the message that the parallel request stored.
			[ $known, $message, $outcome ] = $store();
		}
		$this->signed_in->note( $known );
		return [
			'conversation' => $this->ui->conversation( $this->repository->by_id( $known->id ) ?? $known ),
			'message'      => null === $message ? null : $this->ui->message( $message, $known->public_id ),
			'notice'       => $this->notice( $outcome, '' === $text, '' === $email ? '' : $said['added'], $page->locale ),
		];
	}

	/** Reason of the request. Frustration comes first: a visitor who was not helped twice asks because of that. */
	private function reason( Conversation $conversation, string $email ): SupportReason {
		return match ( true ) {
			null !== $this->frustration->latest_signal( $conversation->id ) => SupportReason::Frustration,
			'' !== $email                                             => SupportReason::Contact,
			default                                                   => SupportReason::Asked,
		};
	}

	/** @param string $added What is said of an address that came with the call; empty without one. */
	private function notice( RequestOutcome $outcome, bool $is_empty, string $added, string $locale ): string {
		return match ( $outcome ) {
			RequestOutcome::Recorded  => LocaleSwitcher::run(
				$locale,
				static fn(): string => __( 'Your request is saved and the team is being alerted.', 'aaia-chatbot' ),
			),
			RequestOutcome::Collected => SupportRequestNotice::collected( $locale ),
			RequestOutcome::Known     => $is_empty && '' !== $added ? $added : LocaleSwitcher::run(
				$locale,
				static fn(): string => $is_empty ? __( 'The team has already been alerted.', 'aaia-chatbot' ) : __(
					'The team has already been alerted. Your message was added.',
					'aaia-chatbot',
				),
			),
		};
	}
}
