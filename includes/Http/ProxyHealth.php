<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Site Health test: asks the owner to trust a detected proxy, so that rate limits see visitors' own addresses. */
final class ProxyHealth {

	private const TEST = 'aaia_chatbot_proxy';

	public function __construct(
		private readonly ProxyDetector $proxies,
		private readonly ClientAddress $address,
	) {}

	/**
	 * Hook: `site_status_tests`.
	 *
	 * @param array<string, array<string, mixed>> $tests
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function add_test( array $tests ): array {
		$tests['direct'][ self::TEST ] = [
			'label' => __( 'Proxy in front of the chatbot', 'aaia-chatbot' ),
			'test'  => [ $this, 'test' ],
		];
		return $tests;
	}

	/** @return array<string, mixed> A Site Health test result. */
	public function test(): array {
		$this->proxies->detect();
		$unnamed = array_values( array_filter(
			$this->proxies->addresses(),
			fn( string $address ): bool => ! $this->address->is_trusted( $address ),
		) );
		$good    = [] === $unnamed;
		/* translators: %s: one or more IP addresses. */
		$ask   = __(
			'Requests reach this site through a proxy that is not named in the settings: %s. The chatbot then takes the proxy’s address for that of all visitors, and its limits per address can protect the site less well. Is it your host’s or your content delivery network’s? Then enter it, or the ranges of addresses that they publish, under “Trusted proxies”.',
			'aaia-chatbot',
		);
		$words = $good
			? __( 'The chatbot’s limits count visitors by their own addresses.', 'aaia-chatbot' )
			: sprintf( $ask, implode( ', ', $unnamed ) );
		return [
			'label'       => $good
				? __( 'The chatbot sees visitors’ own addresses', 'aaia-chatbot' )
				: __( 'A proxy hides visitors’ addresses from the chatbot', 'aaia-chatbot' ),
			'status'      => $good ? 'good' : 'recommended',
			'badge'       => [
				'label' => __( 'AAIA Chatbot', 'aaia-chatbot' ),
				'color' => 'blue',
			],
			'description' => '<p>' . esc_html( $words ) . '</p>',
			'actions'     => $good ? '' : sprintf(
				'<p><a href="%s">%s</a></p>',
				esc_url( admin_url( 'options-general.php?page=aaia-xp&tab=widget' ) ),
				esc_html__( 'Name the proxy in the settings', 'aaia-chatbot' ),
			),
			'test'        => self::TEST,
		];
	}
}
