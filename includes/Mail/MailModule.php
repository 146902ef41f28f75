<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\Address\AddressLinks;
use Aaia\Chatbot\Mail\Address\AddressMailSender;
use Aaia\Chatbot\Mail\Address\AddressPage;
use Aaia\Chatbot\Mail\Address\VerifyAddresses;
use Aaia\Chatbot\Mail\Setup\Resolver;
use Aaia\Chatbot\Mail\Setup\SystemResolver;

/**
 * Deliveries, their log and their sending, and the verification of visitors' addresses.
 *
 * Jobs, subscribers and settings keep the names they had when alerts were all that was sent (`alerts.send`, `alert_masks`).
 */
final class MailModule {

	public const MIGRATIONS = [ CreateDeliveryTables::class, IndexRecipients::class ];

	public const SETTINGS = [ MailSettings::class ];

	public const CONTROLLERS = [ DeliveriesController::class ];

	public const SUBSCRIBERS = [ VerifyAddresses::class, DeleteDeliveries::class ];

	public const JOBS = [
		SendDelivery::NAME       => SendDelivery::class,
		SettleBundle::NAME       => SettleBundle::class,
		MaintainDeliveries::NAME => MaintainDeliveries::class,
	];

	public const SHORT_JOBS = [ SendDelivery::NAME, SettleBundle::NAME ];

	public const SCHEDULES = [ MaintainDeliveries::NAME => MaintainDeliveries::EVERY_SECONDS ];

	public const DELIVERY_SENDERS = [ AddressMailSender::class ];

	/** Handlers of the pages behind links in mails, by query variable. */
	public const LINKS = [ AddressLinks::KEY => AddressPage::class ];

	public const BINDINGS = [ Resolver::class => SystemResolver::class ];
}
