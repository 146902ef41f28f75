<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\AlertRule;
use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\HtmlPart;
use Aaia\Chatbot\Mail\MessageIds;
use Aaia\Chatbot\Mail\SiteLocale;
use Aaia\Chatbot\Mail\Template;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\OtherPlugins;

/** Writes the mail of an alert, in the site's language. It is written for each attempt and never stored. */
final class AlertMail {

	public function __construct(
		private readonly Settings $settings,
		private readonly SiteLocale $locale,
		private readonly AlertTemplates $templates,
		private readonly TemplateValues $values,
		private readonly SupportRequestRepository $requests,
		private readonly RuleSet $rules,
		private readonly AcknowledgeLinks $links,
		private readonly RecipientAccess $access,
	) {}

	public function write( Delivery $delivery, Alert $alert, Conversation $conversation ): Email {
		return $this->locale->run(
			function () use ( $delivery, $alert, $conversation ): Email {
				$rule   = $this->rules->for_alert( $alert );
				$values = $this->access->may_read( $delivery, $conversation )
					? $this->values->for_alert( $alert, $conversation, $rule->name )
					: $this->values->without_words( $alert, $conversation, $rule->name );
				if ( $rule->definition->minutes > 0 ) {
					$values['acknowledge'] = $this->links->url( $delivery );
				}
				return $this->mail( $delivery, $alert, $conversation, $rule, $this->filled( $alert, $rule, $values, $conversation ), $values['link'] );
			}
		);
	}

	/** The page that opens the conversation for staff. */
	public function link( Conversation $conversation ): string {
		return $this->values->link( $conversation->public_id );
	}

	/** The mail about a resolved conversation, in the alert's thread. */
	public function resolved( Delivery $delivery, Alert $alert, Conversation $conversation ): Email {
		return $this->locale->run(
			function () use ( $delivery, $alert, $conversation ): Email {
				$link    = $this->values->link( $conversation->public_id );
				$written = [
					'subject' => $this->templates->resolved(),
					'text'    => __( 'This conversation is resolved. There is nothing left to do.', 'aaia-chatbot' ) . "\n" . $link,
				];
				return $this->mail( $delivery, $alert, $conversation, $this->rules->for_alert( $alert ), $written, $link );
			}
		);
	}

	/**
	 * Subject and text of an alert with a rule's templates, or the default ones.
	 *
	 * @param array<string, string> $values
	 *
	 * @return array{subject: string, text: string}
	 */
	public function filled( Alert $alert, AlertRule $rule, array $values, Conversation $conversation ): array {
		$subject = '' === $rule->definition->subject ? $this->templates->subject( $alert->kind ) : $rule->definition->subject;
		$body    = '' === $rule->definition->body ? $this->templates->body( $alert->kind ) : $rule->definition->body;
		$written = [
			'subject' => trim( $rule->definition->tag . ' ' . ( new Template( $subject ) )->filled( $values ) ),
			'text'    => ( new Template( $body ) )->filled( $values ),
		];
		/**
		 * Subject and text of an alert mail before it is sent. Recipients and headers cannot be changed.
		 *
		 * @param array{subject: string, text: string} $written
		 * @param Alert                                $alert
		 * @param Conversation                         $conversation
		 */
		$changed = OtherPlugins::ask(
			'aaia_chatbot_alert',
			static fn(): mixed => apply_filters( 'aaia_chatbot_alert', $written, $alert, $conversation ),
			$written,
		);
		return [
			'subject' => is_string( $changed['subject'] ?? null ) ? $changed['subject'] : $written['subject'],
			'text'    => is_string( $changed['text'] ?? null ) ? $changed['text'] : $written['text'],
		];
	}

	/** @param array{subject: string, text: string} $written */
	private function mail(
		Delivery $delivery,
		Alert $alert,
		Conversation $conversation,
		AlertRule $rule,
		array $written,
		string $link,
	): Email {
		$request = null === $alert->request_id || ! $this->access->may_read( $delivery, $conversation )
			? null
			: $this->requests->by_id( $alert->request_id );
		return new Email(
			$delivery->recipient,
			$written['subject'],
			$written['text'],
			$request?->email,
			MessageIds::for_delivery( $delivery ),
			MessageIds::for_conversation( $conversation ),
			[
				'X-AAIA-Type'     => $alert->kind->value,
				'X-AAIA-Priority' => $rule->definition->urgent ? 'urgent' : 'normal',
				'X-AAIA-State'    => Delivery::RESOLVED === $delivery->purpose ? 'resolved' : 'open',
			],
			$this->settings->bool( 'alert_html' ) ? HtmlPart::from_text( $written['text'], $link ) : null
		);
	}
}
