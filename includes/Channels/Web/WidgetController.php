<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\AttachmentLimits;
use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Conversations\SupportRequestNotice;
use Aaia\Chatbot\Conversations\TeamAvailability;
use Aaia\Chatbot\Http\Consent;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\PublicController;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tools\SupportDataNotice;

/** Configuration of the panel, and its scripts in the language of the site's translations. The same for all visitors. */
final class WidgetController extends PublicController {

	/** Cache-Control: at most 5 minutes, so that a change of settings shows soon. */
	private const CACHE = 'public, max-age=300';

	/** Maximum lengths of texts, in characters. */
	private const LIMITS = [
		'text'    => ChatController::MAX_TEXT,
		'comment' => FeedbackController::MAX_COMMENT,
	];

	public static function routes(): array {
		$locale = Schema::closed( [ 'locale' => Schema::text( 20 )->optional() ] );
		return [
			Operation::get( '/widget', 'show' )->takes( $locale )->answers( self::config_schema() ),
			Operation::get( WidgetScripts::PANEL_ROUTE, 'show_panel' )->takes( $locale ),
			Operation::get( WidgetScripts::MORE_ROUTE, 'show_more' )->takes( $locale ),
		];
	}

	public function __construct(
		VisitorGate $gate,
		private readonly Settings $settings,
		private readonly Consent $consent,
		private readonly SupportDataNotice $data_notice,
		private readonly WidgetScripts $scripts,
		private readonly TeamAvailability $expected,
		private readonly Clock $clock,
		private readonly WidgetWords $words,
		private readonly SupportRequestNotice $support,
		private readonly Picture $picture,
		private readonly AttachmentLimits $attachments,
	) {
		parent::__construct( $gate );
	}

	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$config = $this->config( LocaleSwitcher::valid_or_default( $input->text( 'locale' ) ) );
		return RouteResult::ok( $config )->with_etag( $config['version'], $request )->with_header( 'Cache-Control', self::CACHE );
	}

	/** The script of the panel. */
	public function show_panel( Input $input, \WP_REST_Request $request ): RouteResult {
		return $this->script( $this->scripts->panel_in( LocaleSwitcher::valid_or_default( $input->text( 'locale' ) ) ), $request, self::CACHE );
	}

	/** The script of the panel's rarely used parts. Revalidated each time, because it must be of the same build as the panel. */
	public function show_more( Input $input, \WP_REST_Request $request ): RouteResult {
		return $this->script( $this->scripts->more_in( LocaleSwitcher::valid_or_default( $input->text( 'locale' ) ) ), $request, 'no-cache' );
	}

	private function script( ?string $code, \WP_REST_Request $request, string $cache ): RouteResult {
		if ( null === $code ) {
			return RouteResult::not_found()->with_header( 'Cache-Control', $cache );
		}
		$version = substr( hash( 'sha256', $code ), 0, 16 );
		return RouteResult::script( $code )->with_etag( $version, $request )->with_header( 'Cache-Control', $cache );
	}

	private static function config_schema(): Schema {
		return Schema::closed(
			[
				'version'        => Schema::string(),
				'locale'         => Schema::string(),
				'title'          => Schema::string(),
				'assistant'      => Schema::string(),
				'greeting'       => Schema::string(),
				'ai_notice'      => Schema::string(),
				'suggestions'    => Schema::list_of( Schema::string() ),
				'appearance'     => Schema::closed(
					[
						'position' => Schema::enum( 'right', 'left' ),
						'color'    => Schema::string(),
						'scheme'   => Schema::enum( 'auto', 'light', 'dark' ),
						'picture'  => Schema::string(),
					]
				),
				'features'       => Schema::closed(
					[
						'handover'         => Schema::bool(),
						'ratings'          => Schema::bool(),
						'acknowledge_mail' => Schema::bool(),
					]
				),
				'limits'         => Schema::closed(
					[
						'text'    => Schema::int(),
						'comment' => Schema::int(),
					]
				),
				'consent'        => Schema::closed(
					[
						'text'        => Schema::string(),
						'version'     => Schema::string(),
						'privacy_url' => Schema::string()->nullable(),
					]
				)->nullable(),
				'files'          => Schema::closed(
					[
						'accept' => Schema::string(),
						'bytes'  => Schema::int(),
						'count'  => Schema::int(),
						'url'    => Schema::string(),
						'words'  => Schema::map_of( Schema::string() ),
					]
				),
				'handover_kinds' => Schema::list_of( Schema::string() ),
				'email_note'     => Schema::string(),
				'away'           => Schema::string(),
			]
		)->named( 'WidgetConfig' );
	}

	/** @return array{version: string, ...} */
	private function config( string $locale ): array {
		$settings = $this->settings;
		$words    = $this->words->in( $locale );
		$config   = [
			'locale'         => $locale,
			'title'          => '' === $words['title'] ? wp_specialchars_decode( get_bloginfo( 'name', 'display' ), ENT_QUOTES ) : $words['title'],
			'assistant'      => LocaleSwitcher::run( $locale, $this->assistant( ... ) ),
			'greeting'       => $words['greeting'],
			'ai_notice'      => $words['notice'],
			'suggestions'    => $words['suggestions'],
			'appearance'     => [
				'position' => $settings->text( 'widget_position' ),
				'color'    => $settings->text( 'widget_color' ),
				'scheme'   => $settings->text( 'widget_scheme' ),
				'picture'  => $this->picture->url(),
			],
			'features'       => [
				'handover'         => true,
				'ratings'          => $settings->bool( 'widget_ratings' ),
				'acknowledge_mail' => $settings->bool( 'acknowledge_mail' ),
			],
			'limits'         => self::LIMITS,
			'consent'        => $this->consent->required() ? $this->notice( $locale ) : null,
			'files'          => LocaleSwitcher::run( $locale, $this->files( ... ) ),
			'handover_kinds' => $this->data_notice->data_kinds( $locale, with_name: true ),
			'email_note'     => $this->support->email_note( $locale ),
			'away'           => $this->expected->away_sentence( $locale, $this->clock->now() ),
		];
		return [ 'version' => substr( hash( 'sha256', (string) wp_json_encode( $config ) ), 0, 16 ) ] + $config;
	}

	/** Who answers while no person does: always said to be an AI, whatever its name. */
	private function assistant(): string {
		$name = $this->settings->text( 'widget_assistant_name' );
		return '' === $name
			? __( 'AI assistant', 'aaia-chatbot' )
			/* translators: %s: the name that the owner gave the assistant. */
			: sprintf( __( '%s · AI assistant', 'aaia-chatbot' ), $name );
	}

	/**
	 * What visitors may attach (`accept` is empty when nothing), and the words of the script that draws files, which is the same in every
	 * language.
	 *
	 * @return array{accept: string, bytes: int, count: int, url: string, words: array<string, string>}
	 */
	private function files(): array {
		$limits = $this->attachments->for_browser( false );
		return [
			'accept' => $limits['accept'] ?? '',
			'bytes'  => $limits['bytes'] ?? 0,
			'count'  => $limits['count'] ?? 0,
			'url'    => rest_url( self::API . '/chat' ),
			'words'  => [
				'attach'    => __( 'Attach files', 'aaia-chatbot' ),
				'hint'      => $limits['hint'] ?? '',
				'send'      => __( 'Send files', 'aaia-chatbot' ),
				'remove'    => __( 'Remove', 'aaia-chatbot' ),
				'too_large' => __( 'This file is too large.', 'aaia-chatbot' ),
				'empty'     => __( 'This file is empty.', 'aaia-chatbot' ),
				'too_many'  => AttachmentService::too_many(),
				'failed'    => __( 'This file couldn’t be sent. Please try again.', 'aaia-chatbot' ),
				'unread'    => __( 'The file could not be loaded.', 'aaia-chatbot' ),
				'download'  => __( 'Download', 'aaia-chatbot' ),
				'close'     => __( 'Close', 'aaia-chatbot' ),
				'listen'    => __( 'Listen', 'aaia-chatbot' ),
			],
		];
	}

	/** @return array{text: string, version: string, privacy_url: ?string} */
	private function notice( string $locale ): array {
		$text = $this->consent->text();
		$url  = $this->settings->text( 'privacy_url' );
		$url  = '' === $url ? get_privacy_policy_url() : $url;
		return [
			'text'        => '' !== $text ? $text : LocaleSwitcher::run(
				$locale,
				static fn(): string => __(
					'What you write here is stored, read by an AI assistant and by our team, and may be forwarded to them by e-mail. You can delete the conversation at any time.',
					'aaia-chatbot'
				)
			),
			'version'     => $this->consent->version(),
			'privacy_url' => '' === $url ? null : $url,
		];
	}
}
