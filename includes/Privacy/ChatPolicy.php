<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Privacy;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\AttachmentSettings;
use Aaia\Chatbot\Http\InvitationRepository;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingSettings;
use Aaia\Chatbot\Llm\OpenAi\OpenAiCompatibleClient;
use Aaia\Chatbot\Llm\WordPress\WordPressAiClient;
use Aaia\Chatbot\Settings\Settings;

/** Privacy policy text on the chat: what is stored on the server and in the browser, how long, and what is sent to a model. */
final class ChatPolicy implements PolicySection {

	public function __construct( private readonly Settings $settings ) {}

	public function title(): string {
		return __( 'AAIA Chatbot: conversations', 'aaia-chatbot' );
	}

	public function sentences(): array {
		$hours     = intdiv( VisitorTokens::LIFETIME, HOUR_IN_SECONDS );
		$sentences = [
			__(
				'When you write in the chat we store your messages, the answers with the pages they were taken from, the times, your language, the address and title of the page where you began and of the one where you last had the chat open, the name of your browser and whether it runs on a computer, phone or tablet, your ratings, and the name and e-mail address you choose to give. Our team can read all of this.',
				'aaia-chatbot',
			),
			__( 'Conversations are kept without a fixed end. Ask us to have yours deleted.', 'aaia-chatbot' ),
			__(
				'If you are signed in on our site while you write, our team sees with which account: its name and e-mail address stand beside the conversation. Nothing is read from the account into the chat.',
				'aaia-chatbot',
			),
			...$this->files(),
			__(
				'The chat does not store your IP address with your conversation. To stop abuse, requests are counted under a keyed code of the address, from which it cannot be read.',
				'aaia-chatbot',
			),
			sprintf(
				/* translators: 1: beginning of the name of an entry in the browser, 2: number of hours. */
				__(
					'The chat sets no cookie. From your first message on, your browser keeps an entry whose name begins with “%1$s” (local storage) with an access code, the number of your conversation and what you have seen of it, until you clear your browser’s data. The code is valid for %2$d hours and is renewed while you use the chat.',
					'aaia-chatbot',
				),
				'aaia-chatbot:',
				$hours,
			),
			__(
				'Three more entries, whose names end in “:open”, “:buffered” and “:draft” (session storage), remember until you close the tab whether the chat is open, how answers arrive and what you have typed and not sent.',
				'aaia-chatbot',
			),
			...$this->mailed_replies(),
			$this->provider(),
			...$this->writing_help(),
			...$this->embeddings(),
		];
		if ( $this->settings->bool( 'consent_required' ) ) {
			$sentences[] = __(
				'You are asked for your consent before the chat begins. Without it nothing is stored and nothing is sent.',
				'aaia-chatbot',
			);
		}
		return $sentences;
	}

	/** @return list<string> What becomes of files that visitors attach; empty while they attach none. */
	private function files(): array {
		return AttachmentSettings::NONE === $this->settings->text( AttachmentSettings::VISITORS ) ? [] : [
			__(
				'Files you attach are stored on our server and read by our team only. We remove from pictures where and with what they were taken. Files are erased with the conversation, and after a day when you do not send them.',
				'aaia-chatbot',
			),
		];
	}

	/** @return list<string> What is mailed to visitors who left; empty while that is switched off. */
	private function mailed_replies(): array {
		if ( ! $this->settings->bool( 'visitor_reply_mails' ) ) {
			return [];
		}
		return [
			sprintf(
				/* translators: %d: number of days. */
				__(
					'When our team answers and you have left the chat, we send the answer to your e-mail address, if you have confirmed it or gave it to our team. The e-mail has a link that opens this one conversation for %d days; of its code we keep only a hash. Address and links are erased with the conversation.',
					'aaia-chatbot'
				),
				InvitationRepository::DAYS
			),
			__(
				'If you follow such a link, an entry whose name ends in “:link” (session storage) remembers until you close the tab which conversation it opened.',
				'aaia-chatbot'
			),
		];
	}

	/** @return list<string> What the model is sent when agents ask it to help them write; empty without a model. */
	private function writing_help(): array {
		return $this->has_model() ? [ __(
			'The model also receives your newest message when our team has it improve, translate or draft a reply to you.',
			'aaia-chatbot',
		) ] : [];
	}

	private function has_model(): bool {
		return ! in_array( $this->settings->text( 'provider' ), [ '', ExtractiveClient::ID ], true );
	}

	/** Who writes the answers, and what they are sent. */
	private function provider(): string {
		$provider = $this->settings->text( 'provider' );
		if ( ! $this->has_model() ) {
			return __(
				'Answers are put together on our own server from the pages of our site. What you write is sent to no AI provider.',
				'aaia-chatbot',
			);
		}
		if ( WordPressAiClient::ID === $provider ) {
			return __(
				'Answers are written by the AI provider connected to our site [name it here]. It receives your question, the recent messages of the conversation and passages of our pages.',
				'aaia-chatbot',
			);
		}
		return sprintf(
			/* translators: %s: host name, or the name of a provider. */
			__(
				'Answers are written by a model at %s. It receives your question, the recent messages of the conversation and passages of our pages.',
				'aaia-chatbot',
			),
			OpenAiCompatibleClient::ID === $provider ? $this->host( 'base_url' ) : $provider,
		);
	}

	/** @return list<string> Where questions are sent for embeddings; empty without embeddings. */
	private function embeddings(): array {
		$server = $this->settings->text( EmbeddingSettings::SERVER );
		if ( EmbeddingSettings::OFF === $server ) {
			return [];
		}
		return [ sprintf(
			/* translators: %s: host name. */
			__( 'To find the pages that fit, your question is also sent to a model at %s, which turns it into numbers.', 'aaia-chatbot' ),
			$this->host( EmbeddingSettings::OWN === $server ? EmbeddingSettings::BASE_URL : 'base_url' ),
		) ];
	}

	private function host( string $setting ): string {
		$address = $this->settings->text( $setting );
		return (string) wp_parse_url( str_contains( $address, '://' ) ? $address : "https://$address", PHP_URL_HOST );
	}
}
