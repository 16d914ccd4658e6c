package ateliers.cloud.services.ses;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;

/** Addresses as people write them, with or without a name. */
final class Addresses {
    static final String SIMULATOR = "simulator.amazonses.com";

    private Addresses() {}

    /** The bare address; what is none is refused in the words of the mail library that AWS uses too. */
    static String bare(String written, SesErrors errors) {
        try {
            InternetAddress[] all = InternetAddress.parse(written == null ? "" : written, true);
            if (all.length != 1) {
                throw errors.parameter("Illegal address");
            }
            all[0].validate();
            return all[0].getAddress();
        } catch (AddressException e) {
            throw errors.parameter(e.getMessage());
        }
    }

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** The name before the address; empty where there is none. */
    static String displayName(String written, SesErrors errors) {
        try {
            String name = new InternetAddress(written).getPersonal();
            return name == null ? "" : name;
        } catch (AddressException e) {
            throw errors.parameter(e.getMessage());
        }
    }

    /**
     * What the mailbox simulator makes of an address: {@code bounce}, {@code complaint} and the others, whatever label follows a
     * plus sign; empty for any other address.
     *
     * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html">The mailbox simulator</a>
     */
    static String simulated(String address) {
        return domain(address).equals(SIMULATOR)
                ? address.substring(0, address.lastIndexOf('@'))
                        .replaceFirst("\\+.*", "")
                        .toLowerCase(Locale.ROOT)
                : "";
    }
}
