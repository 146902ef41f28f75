<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Settings\Settings;

/** An outside service in REST, its secret masked. */
final class ServiceResource {

	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'      => Schema::string(),
				'kind'    => self::kind(),
				'name'    => Schema::string(),
				'url'     => Schema::string(),
				'account' => Schema::string(),
				'secret'  => Schema::string(),
			]
		)->named( 'OutsideService' );
	}

	/** What is written. */
	public static function written(): Schema {
		return Schema::closed(
			[
				'kind'    => self::kind(),
				'name'    => Schema::text( 120, 1 ),
				'url'     => Schema::text( 1000, 1 ),
				'account' => Schema::text( 254 ),
				'secret'  => Schema::text( 500 ),
			]
		);
	}

	public static function kind(): Schema {
		return Schema::enum( ...array_column( ServiceKind::cases(), 'value' ) )->named( 'ServiceKind' );
	}

	/**
	 * The address of Slack and Teams is itself a secret and shown by its host only.
	 *
	 * @return array<string, string>
	 */
	public static function of( OutsideService $service ): array {
		return [
			'id'      => $service->public_id,
			'kind'    => $service->kind->value,
			'name'    => $service->name,
			'url'     => $service->kind->has_secret() ? $service->url : self::masked( $service->url ),
			'account' => $service->account,
			'secret'  => '' === $service->secret ? '' : Settings::MASK,
		];
	}

	/** Scheme and host, the rest masked. */
	public static function masked( string $url ): string {
		$parts = wp_parse_url( $url );
		return is_array( $parts ) && isset( $parts['scheme'], $parts['host'] )
			? $parts['scheme'] . '://' . $parts['host'] . '/' . Settings::MASK
			: Settings::MASK;
	}
}
