<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\RatingTarget;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\SupportRequest;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\PersonalDataMasker;
use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Text;

/**
 * Values of a template's variables for one alert, in the current language.
 *
 * Values of several lines begin on a line of their own, each line quoted with `> `, so that no visitor's line
 * looks like one of ours.
 */
final class TemplateValues {

	private const MESSAGES = 10;

	private const MESSAGE_CHARACTERS = 500;

	/** Lengths of the variables made for subjects, so that one leaves room for the other. */
	private const NAME_CHARACTERS = 40;

	private const QUESTION_CHARACTERS = 80;

	public function __construct(
		private readonly Settings $settings,
		private readonly SecretBox $box,
		private readonly MessageRepository $messages,
		private readonly SupportRequestRepository $requests,
		private readonly AlertTemplates $templates,
		private readonly PersonalDataMasker $masker,
		private readonly VisitorMessages $visitor_messages,
		private readonly RatingDetails $rating,
	) {}

	/** @return array<string, string> By the names of AlertTemplates::VARIABLES. */
	public function for_alert( Alert $alert, Conversation $conversation, string $rule = '' ): array {
		$request  = null === $alert->request_id ? null : $this->requests->by_id( $alert->request_id );
		$message  = $this->message( $alert, $request );
		$words    = $this->visitors_words( $alert, $message );
		$rating   = $this->rating( $alert, $message );
		$page_url = $request->page_url ?? $conversation->page_url;
		$title    = $request->page_title ?? $conversation->page_title;
		$summary  = $request->summary ?? '';
		return [
			'message'     => '' === $words ? __( '(no message)', 'aaia-chatbot' ) : $this->quoted( $words ),
			'visitor'     => $this->visitor( ( $request ?? $this->requests->newest( $conversation->id ) )->name ?? '' ),
			'question'    => $this->question( '' === $words ? $summary : $words ),
			'page'        => $this->page( $page_url, $title ),
			'time'        => $this->time( $alert->created_at ),
			'ip'          => $this->ip( $request ),
			'reason'      => $this->templates->reason( $alert->reason ),
			'summary'     => $summary === $words ? '' : $this->quoted( $summary ),
			'name'        => $this->line( $request->name ?? '' ),
			'email'       => Text::line( $request->email ?? '' ),
			'exchange'    => $this->exchange( $conversation->id ),
			'link'        => $this->link( $conversation->public_id ),
			'site'        => Email::site_name(),
			'rule'        => Text::line( $rule ),
			'matched'     => $this->matched( $alert ),
			'rating'      => $rating['rating'],
			'answer'      => $rating['answer'],
			'source'      => $rating['source'],
			'acknowledge' => '',
		];
	}

	/**
	 * The same for a bundle: without exchange, address and details, long messages cut.
	 *
	 * @return array<string, string>
	 */
	public function for_bundle( Alert $alert, Conversation $conversation, string $rule = '' ): array {
		$message = $this->message( $alert, null === $alert->request_id ? null : $this->requests->by_id( $alert->request_id ) );
		return [
			'message' => Text::truncate( $this->line( $this->visitors_words( $alert, $message ) ), 200 ),
			'page'    => $this->page( $conversation->page_url, $conversation->page_title ),
			'time'    => $this->time( $alert->created_at ),
			'reason'  => $this->templates->reason( $alert->reason ),
			'link'    => $this->link( $conversation->public_id ),
			'rule'    => Text::line( $rule ),
			'matched' => $this->matched( $alert ),
			'rating'  => Text::truncate( Text::line( $this->rating( $alert, $message )['rating'] ), 200 ),
		];
	}

	/**
	 * The same for a recipient who may not read the conversation: that, when and by which rule, and no word of anybody.
	 *
	 * @return array<string, string>
	 */
	public function without_words( Alert $alert, Conversation $conversation, string $rule = '' ): array {
		return [
			'message'  => __( '(left out: you may not read this conversation)', 'aaia-chatbot' ),
			'visitor'  => $this->visitor( '' ),
			'question' => '…',
			'time'     => $this->time( $alert->created_at ),
			'reason'   => $this->templates->reason( $alert->reason ),
			'link'     => $this->link( $conversation->public_id ),
			'site'     => Email::site_name(),
			'rule'     => Text::line( $rule ),
			'matched'  => $this->matched( $alert ),
		] + array_fill_keys( AlertTemplates::VARIABLES, '' );
	}

	/** Whether the owner wants visitors' addresses in alerts. */
	public function shows_ip(): bool {
		return $this->settings->bool( 'alert_ip' );
	}

	/** The page that opens a conversation for staff. */
	public function link( string $conversation ): string {
		return admin_url( 'admin.php?page=aaia-conversations&conversation=' . rawurlencode( $conversation ) );
	}

	/** A time in the site's zone, with the name of the zone. */
	public function time( \DateTimeImmutable $time ): string {
		$format = get_option( 'date_format' ) . ' ' . get_option( 'time_format' );
		$zone   = wp_timezone();
		$name   = $zone->getName();
		return wp_date( $format, $time->getTimestamp(), $zone )
			. ' (' . ( str_contains( $name, '/' ) ? $name : 'UTC' . ( '+00:00' === $name || 'UTC' === $name ? '' : $name ) ) . ')';
	}

	private function message( Alert $alert, ?SupportRequest $request ): ?Message {
		$id      = $alert->message_id ?? $request?->message_id;
		$message = null === $id ? null : $this->messages->by_id( $id );
		return null !== $message && $message->conversation_id === $alert->conversation_id ? $message : null;
	}

	private function page( string $url, string $title ): string {
		$url   = $this->line( $url );
		$title = $this->line( $title );
		return '' === $title ? $url : ( '' === $url ? $title : "$title – $url" );
	}

	private function ip( ?SupportRequest $request ): string {
		$sealed = $request?->sealed_ip;
		return null === $sealed || ! $this->shows_ip() ? '' : Text::line( $this->box->open( $sealed ) ?? '' );
	}

	private function visitors_words( Alert $alert, ?Message $message ): string {
		return $this->visitor_messages->source_message( $message, $alert->conversation_id )->text ?? '';
	}

	private function matched( Alert $alert ): string {
		return Text::line( $this->templates->matched(
			$alert->kind,
			Trigger::Rating === $alert->kind ? $this->rating->target( $alert )->value : $alert->matched
		) );
	}

	/**
	 * A bad rating: the visitor's comment, or else the rating itself; empty for other alerts.
	 *
	 * @return array{rating: string, answer: string, source: string}
	 */
	private function rating( Alert $alert, ?Message $message ): array {
		if ( Trigger::Rating !== $alert->kind ) {
			return [
				'rating' => '',
				'answer' => '',
				'source' => '',
			];
		}
		$said    = $this->rating->for_alert( $alert, $message );
		$comment = '' === Text::clean( $said['comment'] ) ? '' : $this->quoted( $said['comment'] );
		$score   = RatingTarget::Conversation === $this->rating->target( $alert ) ? $said['rating'] : '';
		return [
			'rating' => '' === $comment
				? $said['rating']
				: ( '' === $score ? $comment : $score . ( str_starts_with( $comment, "\n" ) ? '' : ' – ' ) . $comment ),
			'answer' => null === $message || AuthorType::Visitor === $message->author
				? ''
				: $this->quoted( Text::truncate( $message->text, self::MESSAGE_CHARACTERS ) ),
			'source' => $this->quoted( implode( "\n", array_map( Text::line( ... ), $said['sources'] ) ) ),
		];
	}

	private function exchange( int $conversation_id ): string {
		$lines = [];
		foreach ( $this->messages->thread( $conversation_id, self::MESSAGES, false ) as $message ) {
			$text = Text::truncate( $this->plain( $message->text ), self::MESSAGE_CHARACTERS );
			if ( '' !== $text ) {
				$lines[] = $this->prefixed( $this->author( $message->author ) . ' ' . $text );
			}
		}
		return implode( "\n", $lines );
	}

	private function author( AuthorType $author ): string {
		return match ( $author ) {
			AuthorType::Visitor   => __( 'Visitor:', 'aaia-chatbot' ),
			AuthorType::Assistant => __( 'Assistant:', 'aaia-chatbot' ),
			AuthorType::Agent     => __( 'Agent:', 'aaia-chatbot' ),
			AuthorType::System    => __( 'System:', 'aaia-chatbot' ),
		};
	}

	private function quoted( string $words ): string {
		$words = $this->plain( $words );
		return str_contains( $words, "\n" ) ? "\n" . $this->prefixed( $words ) : $words;
	}

	private function prefixed( string $words ): string {
		return '> ' . str_replace( "\n", "\n> ", $words );
	}

	/** A visitor's name, short enough for a subject. */
	public function visitor( string $name ): string {
		$name = Text::truncate( $this->line( $name ), self::NAME_CHARACTERS );
		return '' === $name ? __( 'A visitor', 'aaia-chatbot' ) : $name;
	}

	/** What a visitor wrote, on one line and short enough for a subject. */
	public function question( string $words ): string {
		$line = Text::truncate( $this->line( $words ), self::QUESTION_CHARACTERS );
		return '' === $line ? __( '(no message)', 'aaia-chatbot' ) : $line;
	}

	/** Visitors' words on one line, masked. */
	public function line( string $words ): string {
		return Text::line( $this->masker->mask( $words ) );
	}

	/** Visitors' words, masked. Unicode line separators become line ends. */
	private function plain( string $words ): string {
		return (string) preg_replace( '/[\x{2028}\x{2029}]/u', "\n", $this->masker->mask( Text::clean( $words ) ) );
	}
}
