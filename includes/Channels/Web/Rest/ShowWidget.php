<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Consent;
use Aaia\Chatbot\Http\InLocale;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tools\SupportKinds;

/** GET /widget: what the panel shows before anybody has written, the same for everybody. Public, kept for 5 minutes. */
final class ShowWidget extends Route {

	/** Longest texts, in characters; the routes that receive them have the same limits. */
	private const LIMITS = [
		'text'    => 4000,
		'comment' => 1000,
	];

	public function __construct(
		private readonly VisitorGate $gate,
		private readonly Settings $settings,
		private readonly Consent $consent,
		private readonly SupportKinds $kinds,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/widget';
	}

	public function schema(): Schema {
		return Schema::closed( [ 'locale' => Schema::text( 20 )->optional() ] );
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'version'        => Schema::string(),
				'locale'         => Schema::string(),
				'title'          => Schema::string(),
				'greeting'       => Schema::string(),
				'ai_notice'      => Schema::string(),
				'suggestions'    => Schema::list_of( Schema::string() ),
				'appearance'     => Schema::closed(
					[
						'position' => Schema::enum( 'right', 'left' ),
						'color'    => Schema::string(),
						'scheme'   => Schema::enum( 'auto', 'light', 'dark' ),
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
				'handover_kinds' => Schema::list_of( Schema::string() ),
			]
		)->named( 'WidgetConfig' );
	}

	public function permit( \WP_REST_Request $request ): bool|\WP_Error {
		return $this->gate->admit_page( $request ) ?? true;
	}

	protected function headers(): array {
		return [ 'Cache-Control' => 'public, max-age=300' ];
	}

	protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		$config = $this->config( InLocale::asked( $input->text( 'locale' ) ) );
		return RouteResult::ok( $config )->unless_known( $config['version'], $request );
	}

	/** @return array{version: string, ...} */
	private function config( string $locale ): array {
		$settings = $this->settings;
		$title    = $settings->text( 'widget_title' );
		$config   = [
			'locale'         => $locale,
			'title'          => '' === $title ? wp_specialchars_decode( get_bloginfo( 'name', 'display' ), ENT_QUOTES ) : $title,
			'greeting'       => $settings->text( 'widget_greeting' ),
			'ai_notice'      => $settings->text( 'widget_notice' ),
			'suggestions'    => $settings->list( 'widget_suggestions' ),
			'appearance'     => [
				'position' => $settings->text( 'widget_position' ),
				'color'    => $settings->text( 'widget_color' ),
				'scheme'   => $settings->text( 'widget_scheme' ),
			],
			'features'       => [
				'handover'         => true,
				'ratings'          => $settings->bool( 'widget_ratings' ),
				'acknowledge_mail' => $settings->bool( 'acknowledge_mail' ),
			],
			'limits'         => self::LIMITS,
			'consent'        => $this->consent->required() ? $this->notice() : null,
			'handover_kinds' => $this->kinds->sent( $locale ),
		];
		return [ 'version' => substr( hash( 'sha256', (string) wp_json_encode( $config ) ), 0, 16 ) ] + $config;
	}

	/** @return array{text: string, version: string, privacy_url: ?string} */
	private function notice(): array {
		$url = $this->settings->text( 'privacy_url' );
		$url = '' === $url ? get_privacy_policy_url() : $url;
		return [
			'text'        => $this->consent->text(),
			'version'     => $this->consent->version(),
			'privacy_url' => '' === $url ? null : $url,
		];
	}
}
