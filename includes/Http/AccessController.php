<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** The Site Health test of who may read the site and use the chat. */
final class AccessController extends StaffController {

	public static function routes(): array {
		return [ Operation::get( '/access/health', 'health', Capability::Manage )->answers( self::schema() ) ];
	}

	public function __construct( private readonly GuestAccessHealth $health ) {}

	/** Checks guest access now. */
	public function health(): RouteResult {
		return RouteResult::ok( $this->health->test() );
	}

	private static function schema(): Schema {
		return Schema::closed(
			[
				'label'       => Schema::string(),
				'status'      => Schema::enum( 'good', 'recommended' ),
				'badge'       => Schema::closed(
					[
						'label' => Schema::string(),
						'color' => Schema::string(),
					]
				),
				'description' => Schema::string(),
				'actions'     => Schema::string(),
				'test'        => Schema::string(),
			]
		);
	}
}
