<?php

/**
 * Read by WP-CLI in tests (`--require`): mails are accepted and go nowhere, and no site is asked but the one on this machine whose port
 * is in AAIA_TEST_PORT. Adds the command `wp aaia-commands`.
 */

declare( strict_types=1 );

$aaia_port = (int) getenv( 'AAIA_TEST_PORT' );
$aaia_mine = static fn( mixed $url ): bool => is_string( $url ) && $aaia_port === parse_url(
	$url,
	PHP_URL_PORT,
) && '127.0.0.1' === parse_url(
	$url,
	PHP_URL_HOST,
);

WP_CLI::add_wp_hook( 'pre_wp_mail', static fn(): bool => 'refuse' !== getenv( 'AAIA_TEST_MAILS' ) );
WP_CLI::add_wp_hook(
	'http_request_host_is_external',
	static fn( mixed $external, string $host, string $url ): bool => true === $external || $aaia_mine( $url ),
	10,
	3,
);
WP_CLI::add_wp_hook( 'http_allowed_safe_ports', static fn( array $ports ): array => [ ...$ports, $aaia_port ] );
WP_CLI::add_wp_hook(
	'pre_http_request',
	static fn( mixed $answer, array $request, string $url ): mixed => $aaia_mine( $url ) ? $answer : new WP_Error(
		'offline',
		'Nothing else is asked in this test.',
	),
	10,
	3
);

/** `wp aaia-commands`: the synopsis of each command below `wp aaia`, as JSON. */
$aaia_leaves = static function ( WP_CLI\Dispatcher\CompositeCommand $command, string $before ) use ( &$aaia_leaves ): array {
	$leaves = [];
	foreach ( $command->get_subcommands() as $name => $subcommand ) {
		$leaves += $subcommand->can_have_subcommands() && [] !== $subcommand->get_subcommands()
			? $aaia_leaves( $subcommand, $before . $name . ' ' )
			: [ $before . $name => (string) $subcommand->get_synopsis() ];
	}
	return $leaves;
};
WP_CLI::add_command(
	'aaia-commands',
	static fn() => WP_CLI::line( (string) json_encode( $aaia_leaves( WP_CLI::get_root_command()->get_subcommands()['aaia'], '' ) ) )
);
